// SPDX-License-Identifier: Apache-2.0

/// Whether the certificate is to be a CA's (RFC 5280 §4.2.1.9).
public struct BasicConstraintsValue: DecodedValue, Hashable {
  /// Whether the key may sign certificates.
  public let isCA: Bool
  /// How many certificates may stand between this one and the last of a chain, if that is limited.
  public let pathLength: Int?

  /// Reads a BasicConstraints; the default written out, as much software does, is let pass.
  public init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    var cursor = Cursor(try Cursor.only(.sequence, encoding, in: bytes).content)
    if let flag = try cursor.nextIf(.boolean, in: bytes) {
      guard let octet = flag.content.first, flag.content.count == 1 else {
        throw .malformed(offset: flag.start, what: "a BOOLEAN of the wrong length")
      }
      isCA = bytes[octet] != 0
    } else {
      isCA = false
    }
    pathLength = try cursor.nextIf(.integer, in: bytes)?.count(in: bytes)
    try cursor.finish()
  }

  /// `CA: true, path length: 0`.
  public var text: String {
    "CA: \(isCA)" + (pathLength.map { ", path length: \($0)" } ?? "")
  }
}
