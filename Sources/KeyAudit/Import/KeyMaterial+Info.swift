// SPDX-License-Identifier: Apache-2.0
public import PKCS10

extension KeyMaterial.Key {
  /// The key as it stands in `info`, or nil where that is none.
  public var subjectPublicKeyInfo: SubjectPublicKeyInfo? {
    let bytes = info.span
    var cursor = Cursor(0..<bytes.count)
    var notes: [Irregularity] = []
    guard let node = try? cursor.next(.sequence, in: bytes) else { return nil }
    return try? SubjectPublicKeyInfo.read(node, in: bytes, notes: &notes)
  }

  /// An RSA key of a modulus and the exponent 65,537.
  public init(modulus: [UInt8]) {
    self.init(info: KeyEncoder.rsa(modulus: modulus, exponent: [1, 0, 1]), origin: .publicKey)
  }
}
