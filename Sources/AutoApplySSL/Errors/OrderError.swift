// SPDX-License-Identifier: Apache-2.0

/// One error that the API can answer with.
public struct OrderError: Sendable, Hashable {
  /// Which error this is.
  public let name: OrderErrorName
  /// The errorCode.
  public let code: Int
  /// The errorMessage in the API's wording with ASCII quotes; `xxxx` or `xx` stands for an item.
  public let template: String
  /// What it means, in one sentence.
  public let explanation: String
  /// What to do next, in one sentence.
  public let nextStep: String
  /// Who can know it, and when.
  public let knowable: Knowable
  /// Where the code is described.
  public let source: FactSource
  /// How sure the wording of the message is: of a code that only DecodeCSR's clients tell, the words are made after
  /// its meaning, in the manner of the others.
  public var messageCertainty: Certainty { source.certainty }

  /// Who can know that an order will get this answer.
  public enum Knowable: String, Sendable, Hashable, CaseIterable {
    /// It follows from the request, the order form and the date.
    case beforeOrdering
    /// It follows from what was ordered before, which a ledger of one's own can remember.
    case withLedger
    /// Only the CA knows: it is about the connection, the account or the CA's own state.
    case onlyByCA
  }

  /// The message with its item filled in.
  public func message(item: String? = nil) -> String {
    guard let item, let place = placeholder else { return template }
    var filled = template
    filled.replaceSubrange(place, with: item)
    return filled
  }

  /// The item that a message of this form names, or nil when the text has another form.
  public func item(in message: String) -> String? {
    guard let place = placeholder else { return nil }
    let before = template[..<place.lowerBound].utf8
    let after = template[place.upperBound...].utf8
    let octets = message.utf8
    guard octets.count >= before.count + after.count, octets.starts(with: before),
      octets.suffix(after.count).elementsEqual(after)
    else { return nil }
    return String(decoding: octets.dropFirst(before.count).dropLast(after.count), as: UTF8.self)
  }

  /// Where the item goes; a run of the letter x between ASCII apostrophes.
  private var placeholder: Range<String.Index>? {
    var start = template.startIndex
    while let open = template[start...].firstIndex(of: "'") {
      let from = template.index(after: open)
      let to = template[from...].firstIndex { $0 != "x" } ?? template.endIndex
      if to > from, to < template.endIndex, template[to] == "'" { return from..<to }
      start = from
    }
    return nil
  }
}
