// SPDX-License-Identifier: Apache-2.0
internal import SystemBridge

extension NameAttribute {
  /// Whether the value is text of printable ASCII characters that its type allows: true of nearly every value, and found
  /// out without making a string.
  public func isPlainASCII(in bytes: Span<UInt8>) -> Bool {
    switch tag {
    case .printableString:
      for index in value where !StringText.isPrintable(bytes[index]) { return false }
      return true
    case .utf8String, .ia5String, .teletexString, .visibleString:
      return ByteSearch.isPrintableASCII(bytes.extracting(value))
    default:
      return false
    }
  }
}
