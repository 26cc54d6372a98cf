// SPDX-License-Identifier: Apache-2.0

/// What the key is to be used for (RFC 5280 §4.2.1.3).
public struct KeyUsageValue: DecodedValue, Hashable {
  /// The bits that are set, by the names of RFC 5280, in order.
  public let usages: [String]

  private static let names = [
    "digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign",
    "cRLSign", "encipherOnly", "decipherOnly",
  ]

  /// Reads a KeyUsage.
  public init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    usages = try NamedBits(encoding, in: bytes).names(KeyUsageValue.names)
  }

  /// Such as `digitalSignature, keyEncipherment`.
  public var text: String { KeyUsageValue.list(usages) }
}
