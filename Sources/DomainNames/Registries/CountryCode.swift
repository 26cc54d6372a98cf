// SPDX-License-Identifier: Apache-2.0
internal import DomainLibraries

/// The status of a two-letter code in ISO 3166.
package enum CountryCode: Sendable, Hashable {
  /// In ISO 3166-1, with its English short name.
  case assigned(name: String)
  /// Exceptionally reserved (UK, EU, …); `replacement` is the code to use instead, if any.
  case exceptionallyReserved(name: String, replacement: String?)
  /// Removed from the standard (ISO 3166-3); `replacement` is the code of the successor, if there is exactly one.
  case formerlyUsed(name: String, year: String, replacement: String?)
  /// User-assigned: AA, QM–QZ, XA–XZ, ZZ.
  case userAssigned
  /// Two capital letters without a meaning.
  case unassigned
  /// Not two capital letters; `corrected` is the assigned code that differs only in case and spaces, if any.
  case malformed(corrected: String?)

  /// The user-assigned code that certificates may have for a country without a code (BR 7.1.2.7.2).
  package static let withoutCode = "XX"

  /// Looks up a code as written in a request or a parameter.
  package init(_ text: String) {
    guard text.utf8.count == 2, text.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
      self = .malformed(corrected: CountryCode.corrected(text))
      return
    }
    if let fields = CountryCode.row(text, .countries), fields.count == 2 {
      self = .assigned(name: fields[1])
    } else if let row = CountryCode.exceptional.first(where: { $0.code == text }) {
      self = .exceptionallyReserved(name: row.name, replacement: row.replacement)
    } else if let fields = CountryCode.row(text, .formerCountries), fields.count == 4 {
      self = .formerlyUsed(name: fields[3], year: fields[1], replacement: CountryCode.successor(fields[2]))
    } else {
      self = CountryCode.isUserAssigned(text) ? .userAssigned : .unassigned
    }
  }

  /// Whether the code is in ISO 3166-1.
  package var isAssigned: Bool {
    if case .assigned = self { true } else { false }
  }

  /// The exceptionally reserved codes, which ISO publishes in its Online Browsing Platform.
  private static let exceptional: [(code: String, name: String, replacement: String?)] = [
    ("AC", "Ascension Island", "SH"), ("CP", "Clipperton Island", "FR"), ("CQ", "Sark", "GG"),
    ("DG", "Diego Garcia", "IO"), ("EA", "Ceuta and Melilla", "ES"), ("EU", "European Union", nil),
    ("EZ", "Eurozone", nil), ("FX", "Metropolitan France", "FR"), ("IC", "Canary Islands", "ES"),
    ("SU", "USSR", nil), ("TA", "Tristan da Cunha", "SH"), ("UK", "United Kingdom", "GB"),
    ("UN", "United Nations", nil),
  ]

  private static func isUserAssigned(_ code: String) -> Bool {
    code == "AA" || code == "ZZ" || code.hasPrefix("X") || (code.hasPrefix("Q") && code >= "QM")
  }

  private static func row(_ code: String, _ file: EmbeddedFile) -> [String]? {
    let key = Array(code.utf8)
    return file.withBytes { bytes in
      SortedLines.line(withKey: key.span, 0..<key.count, in: bytes).map { SortedLines.fields($0, in: bytes) }
    }
  }

  /// The successor, from the end of an alpha-4 code; HH means none or more than one.
  private static func successor(_ alpha4: String) -> String? {
    let code = String(alpha4.suffix(2))
    return row(code, .countries) == nil ? nil : code
  }

  private static func corrected(_ text: String) -> String? {
    guard text.utf8.count <= 8 else { return nil }
    let code = String(text.filter { !$0.isWhitespace }).uppercased()
    return code.utf8.count == 2 && row(code, .countries) != nil ? code : nil
  }
}

extension CountryCode {
  /// Whether two octets are a code of ISO 3166-1, checked without allocating.
  package static func isAssigned(_ first: UInt8, _ second: UInt8) -> Bool {
    index(first, second).map { assigned[$0] } ?? false
  }

  private static func index(_ first: UInt8, _ second: UInt8) -> Int? {
    guard (0x41...0x5A).contains(first), (0x41...0x5A).contains(second) else { return nil }
    return Int(first - 0x41) * 26 + Int(second - 0x41)
  }

  /// One flag for each pair of letters; each line of the embedded list starts with a code and a tab.
  private static let assigned: [Bool] = EmbeddedFile.countries.withBytes { bytes in
    var flags = Array(repeating: false, count: 676)
    var start = 0
    for end in 0..<bytes.count where bytes[end] == UInt8(ascii: "\n") {
      if end > start + 2, bytes[start + 2] == UInt8(ascii: "\t"), let index = index(bytes[start], bytes[start + 1]) {
        flags[index] = true
      }
      start = end + 1
    }
    return flags
  }
}
