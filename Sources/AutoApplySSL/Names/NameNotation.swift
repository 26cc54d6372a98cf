// SPDX-License-Identifier: Apache-2.0
internal import DomainNames

/// A notation of names in a form that the API does not have.
package enum NameNotation: Sendable, Hashable {
  /// An item has characters that do not separate names; the names that they separate.
  case separator(Character, names: [String])
  /// The item is an IPv6 address in brackets; the address without them.
  case brackets(address: String)

  /// Recognizes the notation of one item of a list, which commas and white space separate.
  package init?(_ item: String) {
    if let address = NameNotation.address(inBrackets: item) {
      self = .brackets(address: address)
    } else if let mark = item.first(where: NameNotation.separators.contains) {
      let names = item.split { NameNotation.separators.contains($0) }.map(String.init)
      self = .separator(mark, names: names)
    } else {
      return nil
    }
  }

  /// The items in the API's notation.
  package var names: [String] {
    switch self {
    case .separator(_, let names): names
    case .brackets(let address): [address]
    }
  }

  /// Characters that separate names elsewhere.
  private static let separators: Set<Character> = [";", "|", "\u{FF0C}", "\u{3001}", "\u{FF1B}"]

  private static func address(inBrackets text: String) -> String? {
    guard text.utf8.first == UInt8(ascii: "["), text.utf8.last == UInt8(ascii: "]") else { return nil }
    let inner = String(text.dropFirst().dropLast())
    return HostName(inner).address == nil ? nil : inner
  }
}
