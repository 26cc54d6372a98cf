// SPDX-License-Identifier: Apache-2.0

/// A certificate request as it was found in an input: its DER, where it stood, and all that was undone to read it.
public struct ArmoredRequest: Sendable, Hashable {
  /// The request, byte for byte as it was encoded, without what followed it.
  public let der: [UInt8]
  /// The form that held the DER itself, whatever was wrapped around that.
  public let container: Container
  /// The label between the dashes as written, or nil without a BEGIN or END line.
  public let label: String?
  /// What was undone or overlooked, in the order of `ArmorRepair`; empty for a clean input.
  public var repairs: [ArmorRepair]
  /// The first byte of the BEGIN line, of the Base64 or hex, or of the DER.
  public let position: ArmorPosition
  /// Decoded bytes that followed the request in the same container.
  public let trailingBytes: Int

  init(
    der: [UInt8], container: Container, label: String?, repairs: [ArmorRepair], position: ArmorPosition,
    trailingBytes: Int
  ) {
    self.der = der
    self.container = container
    self.label = label
    self.repairs = repairs
    self.position = position
    self.trailingBytes = trailingBytes
  }

  /// Adds repairs and keeps the list in order, each once.
  mutating func add(_ more: [ArmorRepair]) {
    repairs = ArmorRepair.sorted(repairs + more)
  }
}

extension ArmoredRequest {
  /// The form that held the DER.
  public enum Container: String, Sendable, Hashable, CaseIterable {
    /// Base64 between BEGIN and END lines, or at least one of them (RFC 7468).
    case pem
    /// Base64 alone (RFC 4648 §4).
    case base64
    /// Base64 alone in the alphabet for URLs and file names (RFC 4648 §5).
    case base64url
    /// The bytes themselves.
    case der
    /// Hexadecimal digits, with or without separators.
    case hex
  }
}
