// SPDX-License-Identifier: Apache-2.0

/// The errors that the API answers with; -121 has three messages and so three names.
public enum OrderErrorName: UInt8, Sendable, Hashable, CaseIterable {
  case notOverHTTPS, unrecognisedArgument, missingArgument, invalidArgument
  case wildcardNotAllowed, wildcardRequired, invalidCountry, missingField
  case notBase64, cannotDecode, unsupportedAlgorithm, invalidSignature, unsupportedKeySize
  case unknownError, notEnoughCredit, loginRefused, notPOST
  case fullyQualifiedName, internetAddress
  case nameStartsWithHTTP, nameStartsWithHTTPS, nameHasInvalidCharacter
  case ipAddress, compromisedKey, invalidKey, tokenNotUnique, notApplicable
  case voucherDenied, permissionDenied
  case rolesMissing, taxDeprecated, identifierFormat, identifierCountry

  /// The row of the catalog.
  public var error: OrderError { ErrorCatalog.all[Int(rawValue)] }
  /// The API's errorCode, negative.
  public var code: Int { error.code }
}

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

/// In which order the API is likely to look at an order, and so which of several errors it answers with.
///
/// Nothing is published about it: the order is inferred from how published clients group the codes, from where
/// each check can first be made, and from the wording of the messages. Change it here when an answer teaches better.
public enum AnswerOrder {
  /// Sets of errors, the first looked at first; within a set the order of the list.
  public static let stages: [[OrderErrorName]] = [
    [.notPOST, .notOverHTTPS],
    [.unrecognisedArgument, .missingArgument, .invalidArgument],
    [.loginRefused],
    [.permissionDenied, .voucherDenied],
    [.notApplicable],
    [.rolesMissing, .taxDeprecated, .identifierFormat, .identifierCountry],
    [.notBase64],
    [.cannotDecode],
    [.unsupportedAlgorithm],
    [.invalidKey, .unsupportedKeySize],
    [.invalidSignature],
    [.compromisedKey],
    [.missingField],
    [.invalidCountry],
    [
      .nameStartsWithHTTPS, .nameStartsWithHTTP, .wildcardNotAllowed, .wildcardRequired, .nameHasInvalidCharacter,
      .fullyQualifiedName, .internetAddress, .ipAddress,
    ],
    [.tokenNotUnique],
    [.notEnoughCredit],
    [.unknownError],
  ]

  /// How sure the order is.
  public static let certainty = Certainty.inferred

  /// The place of an error in the order, 0 for the one that is answered first.
  public static func rank(of name: OrderErrorName) -> Int { ranks[Int(name.rawValue)] }

  /// The likely answer among several errors.
  public static func first(of names: some Sequence<OrderErrorName>) -> OrderErrorName? {
    names.min { rank(of: $0) < rank(of: $1) }
  }

  private static let ranks: [Int] = {
    var ranks = [Int](repeating: Int.max, count: OrderErrorName.allCases.count)
    for (rank, name) in stages.joined().enumerated() { ranks[Int(name.rawValue)] = rank }
    return ranks
  }()
}
