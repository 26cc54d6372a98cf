// SPDX-License-Identifier: Apache-2.0
internal import CLibIDN2

/// Why libidn2 refused a label: its number and the constant's name, such as `IDN2_DISALLOWED`.
public struct IDNLibraryFailure: Error, Sendable, Hashable {
  /// The return code; negative.
  public let code: Int32
  /// The name of the constant for that code in `idn2.h`.
  public let name: String
}

/// libidn2's conversions, one label at a time.
///
/// Labels are at most `labelLimit` bytes of UTF-8 and hold no zero byte; others end in `IDN2_TOO_BIG_LABEL` without
/// reaching the library. What comes back may still hold a full stop, when a character's mapping has one.
public enum IDNLibrary {
  /// The longest label that is worth converting: 59 scalars in Punycode make a label of 63 bytes.
  public static let labelLimit = 4 * 63

  /// The A-label for what a person types: mapped as in UTS 46 (lower case, full width, …), nontransitional; plain ASCII
  /// where the mapping leaves no more. The rules for characters that depend on their neighbours are not all applied.
  public static func ascii(mapping label: String) throws(IDNLibraryFailure) -> String {
    let flags = IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue | IDN2_USE_STD3_ASCII_RULES.rawValue
    return try unsafe convert(label) { unsafe idn2_to_ascii_8z($0, $1, CInt(flags)) }
  }

  /// The A-label of a label that claims to be a U-label, by all rules for registration (RFC 5891 §4).
  public static func ascii(strict label: String) throws(IDNLibraryFailure) -> String {
    try unsafe convert(label) { input, output in
      let length = label.utf8.count + 1
      return unsafe input.withMemoryRebound(to: UInt8.self, capacity: length) { text in
        unsafe output.withMemoryRebound(to: UnsafeMutablePointer<UInt8>?.self, capacity: 1) {
          unsafe idn2_register_u8(text, nil, $0, 0)
        }
      }
    }
  }

  /// The characters that an A-label's Punycode stands for, not yet checked to be a U-label.
  public static func unicode(_ label: String) throws(IDNLibraryFailure) -> String {
    try unsafe convert(label) { unsafe idn2_to_unicode_8z8z($0, $1, 0) }
  }

  /// Calls the library and takes over the string that it allocated.
  private static func convert(
    _ label: String, _ call: (UnsafePointer<CChar>, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt
  ) throws(IDNLibraryFailure) -> String {
    guard label.utf8.count <= labelLimit, !label.utf8.contains(0) else {
      throw failure(CInt(IDN2_TOO_BIG_LABEL.rawValue))
    }
    var output: UnsafeMutablePointer<CChar>? = nil
    let code = unsafe label.withCString { unsafe call($0, &output) }
    defer { unsafe idn2_free(output) }
    guard code == IDN2_OK.rawValue, let text = unsafe output else { throw failure(code) }
    return unsafe String(cString: text)
  }

  private static func failure(_ code: CInt) -> IDNLibraryFailure {
    let name = unsafe idn2_strerror_name(code).map { unsafe String(cString: $0) }
    return IDNLibraryFailure(code: code, name: name ?? "IDN2_UNKNOWN")
  }
}
