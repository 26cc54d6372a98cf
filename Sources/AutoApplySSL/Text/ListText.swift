// SPDX-License-Identifier: Apache-2.0

/// A list as the API writes it: items between commas, white space or both.
public struct ListText: Sendable, Hashable {
  /// The items in order.
  public let items: [String]
  /// For each place where two commas meet or one stands at an end, how many items come before it.
  public let gaps: [Int]

  /// Splits a value such as `a.example, b.example c.example`; linear in its length.
  public init(_ text: String) {
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
