// SPDX-License-Identifier: Apache-2.0

extension CurveGenerator {
  /// The y coordinate of a point's negative, which has the same x: the field's prime less y.
  public func negated(y: [UInt8]) -> [UInt8]? {
    let field = CurveGenerator.field(of: curve)
    return (BigNumber(bigEndian: field.span) - BigNumber(bigEndian: y.span)).bigEndianBytes(width: y.count)
  }

  /// The field's prime, big-endian (FIPS 186-4 D.1.2, SEC 2 §2.4.1).
  private static func field(of curve: NamedCurve) -> [UInt8] {
    let ones: (Int) -> [UInt8] = { [UInt8](repeating: 0xFF, count: $0) }
    let zeros: (Int) -> [UInt8] = { [UInt8](repeating: 0, count: $0) }
    switch curve {
    case .p256: return ones(4) + [0, 0, 0, 1] + zeros(12) + ones(12)
    case .p384: return ones(31) + [0xFE] + ones(4) + zeros(8) + ones(4)
    case .p521: return [1] + ones(65)
    case .secp256k1: return ones(27) + [0xFE, 0xFF, 0xFF, 0xFC, 0x2F]
    }
  }
}
