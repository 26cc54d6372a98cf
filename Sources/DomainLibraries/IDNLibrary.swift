// SPDX-License-Identifier: Apache-2.0
internal import CLibIDN2

/// Why libidn2 rejected a label: the return code and the constant's name, such as `IDN2_DISALLOWED`.
package struct IDNLibraryFailure: Error, Sendable, Hashable {
  /// The return code; negative.
  package let code: Int32
  /// The name of the constant for that code in `idn2.h`.
  package let name: String
}

/// Conversions by libidn2, one label at a time.
///
/// Labels have at most `labelLimit` bytes of UTF-8 and no zero byte; others fail with `IDN2_TOO_BIG_LABEL` before the
/// library is called. A result may contain a full stop if a character is mapped to one.
package enum IDNLibrary {
  /// The longest label to convert: 59 scalars in Punycode make a label of 63 bytes.
  package static let labelLimit = 4 * 63

  /// The A-label for typed text, after the nontransitional mapping of UTS 46 (lower case, full width, …), or plain
  /// ASCII if the mapping gives that. Contextual rules are not all applied.
  package static func ascii(mapping label: String) throws(IDNLibraryFailure) -> String {
    let flags = IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue | IDN2_USE_STD3_ASCII_RULES.rawValue
    return try unsafe convert(label) { unsafe idn2_to_ascii_8z($0, $1, CInt(flags)) }
  }

  /// The A-label of a U-label, by all rules for registration (RFC 5891 §4).
  package static func ascii(strict label: String) throws(IDNLibraryFailure) -> String {
    try unsafe convert(label) { input, output in
      let length = label.utf8.count + 1
      return unsafe input.withMemoryRebound(to: UInt8.self, capacity: length) { text in
        unsafe output.withMemoryRebound(to: UnsafeMutablePointer<UInt8>?.self, capacity: 1) {
          unsafe idn2_register_u8(text, nil, $0, 0)
        }
      }
    }
  }

  /// The characters of an A-label's Punycode, not checked to be a U-label.
  package static func unicode(_ label: String) throws(IDNLibraryFailure) -> String {
    try unsafe convert(label) { unsafe idn2_to_unicode_8z8z($0, $1, 0) }
  }

  /// Calls the library and takes ownership of the string that it allocated.
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
