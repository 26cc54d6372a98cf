// SPDX-License-Identifier: Apache-2.0
internal import DER

extension NameAttribute {
  /// Whether the value is text of printable ASCII characters that its type allows: true of nearly every value, and found
  /// out without making a string.
  public func isPlainASCII(in bytes: Span<UInt8>) -> Bool {
    switch tag {
    case .printableString:
      for index in value where !StringText.isPrintable(bytes[index]) { return false }
    case .utf8String, .ia5String, .teletexString, .visibleString:
      for index in value where bytes[index] < 0x20 || bytes[index] > 0x7E { return false }
    default:
      return false
    }
    return true
  }
}
