// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// What the ledger keeps of an order beside its token: the text of the entry's reference, in JSON.
struct OrderNote: Sendable, Hashable, Codable {
  /// The name of the account that ordered.
  let account: String
  /// What was debited, in hundredths.
  let cost: Int
  /// The order's own reference, cut to 64 characters as the API does.
  let foreignOrderNumber: String?

  /// Reads an entry's reference; nil where it is none of the sandbox's.
  init?(_ reference: String) {
    guard reference.hasPrefix("{"), let note = try? JSONDecoder().decode(OrderNote.self, from: Data(reference.utf8))
    else { return nil }
    self = note
  }

  init(account: String, cost: Int, foreignOrderNumber: String?) {
    self.account = account
    self.cost = cost
    self.foreignOrderNumber = foreignOrderNumber
  }

  /// The text of the reference.
  var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
