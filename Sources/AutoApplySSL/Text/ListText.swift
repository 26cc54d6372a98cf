// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// A list in the API's format: items separated by commas, white space or both.
package struct ListText: Sendable, Hashable {
  /// The items in order.
  package let items: [String]
  /// For each empty item, such as between two commas or at an end, the number of items before it.
  package let gaps: [Int]

  /// Splits a value such as `a.example, b.example c.example` in linear time.
  package init(_ text: String) {
    var items: [String] = []
    var gaps: [Int] = []
    var word: [UInt8] = []
    var isAfterComma = true
    var hasComma = false
    for octet in text.utf8 {
      if octet != 0x2C, !octet.isASCIIWhitespace {
        word.append(octet)
        continue
      }
      if !word.isEmpty {
        items.append(String(decoding: word, as: UTF8.self))
        word.removeAll(keepingCapacity: true)
        isAfterComma = false
      }
      if octet == 0x2C {
        hasComma = true
        if isAfterComma { gaps.append(items.count) }
        isAfterComma = true
      }
    }
    if !word.isEmpty {
      items.append(String(decoding: word, as: UTF8.self))
    } else if isAfterComma, hasComma {
      gaps.append(items.count)
    }
    self.items = items
    self.gaps = gaps
  }
}

/// An email address with a dot-atom as local part and a domain (RFC 5321 §4.1.2).
///
/// Quoted local parts and address literals are not supported, because CAs do not send email to them.
package struct EmailAddress: Sendable, Hashable {
  /// The part before the at sign.
  package let localPart: String
  /// The part after the at sign.
  package let domain: String

  /// Parses an address; nil if it is malformed. Does not check whether the domain exists.
  package init?(_ text: some StringProtocol) {
    let parts = String(text).split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count <= 64, parts[1].utf8.count <= 253 else { return nil }
    let atoms = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    guard atoms.allSatisfy(EmailAddress.isAtom), labels.count > 1, labels.allSatisfy(EmailAddress.isLabel) else {
      return nil
    }
    localPart = String(parts[0])
    domain = String(parts[1])
  }

  private static func isAtom(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0.isASCIIAlphanumeric || $0 >= 0x80 || atomCharacters.utf8.contains($0) }
  }

  private static func isLabel(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.count <= 63 && text.utf8.first != 0x2D && text.utf8.last != 0x2D
      && text.utf8.allSatisfy { $0.isASCIIAlphanumeric || $0 == 0x2D || $0 >= 0x80 }
  }

  /// The characters of an atom other than letters and digits (RFC 5322 §3.2.3).
  private static let atomCharacters = "!#$%&'*+-/=?^_`{|}~"
}
