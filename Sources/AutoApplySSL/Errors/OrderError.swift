// SPDX-License-Identifier: Apache-2.0

/// The errors that the API returns; -121 has three messages and therefore three names.
public enum OrderErrorName: UInt8, Sendable, Hashable, CaseIterable {
  /// An error about the arguments of the order.
  case notOverHTTPS, unrecognisedArgument, missingArgument, invalidArgument
  /// An error about names, countries or required fields.
  case wildcardNotAllowed, wildcardRequired, invalidCountry, missingField
  /// An error about the request.
  case notBase64, cannotDecode, unsupportedAlgorithm, invalidSignature, unsupportedKeySize
  /// An error about the account or the call.
  case unknownError, notEnoughCredit, loginRefused, notPOST
  /// An error about a public name or address, for a product that takes none.
  case fullyQualifiedName, internetAddress
  /// An error about the form of a name.
  case nameStartsWithHTTP, nameStartsWithHTTPS, nameHasInvalidCharacter
  /// An error about an address, the key or the token.
  case ipAddress, compromisedKey, invalidKey, tokenNotUnique, notApplicable
  /// An error about permissions.
  case voucherDenied, permissionDenied
  /// An error about eIDAS identifiers and PSD2 roles.
  case rolesMissing, taxDeprecated, identifierFormat, identifierCountry

  /// The row in the catalog.
  public var error: OrderError { ErrorCatalog.all[Int(rawValue)] }
  /// The API's errorCode, negative.
  public var code: Int { error.code }
}

/// One error that the API can return.
public struct OrderError: Sendable, Hashable {
  /// The error.
  public let name: OrderErrorName
  /// The errorCode.
  public let code: Int
  /// The errorMessage in the API's wording, with ASCII quotation marks; `xxxx` or `xx` is the placeholder of the item.
  package let template: String
  /// The meaning, in one sentence.
  public let explanation: String
  /// What to do next, in one sentence.
  public let nextStep: String
  /// When the error can be known, and by whom.
  package let knowable: Knowable
  /// The document that describes the code.
  package let source: FactSource
  /// The certainty of the message's wording.
  ///
  /// For a code that is known only from DecodeCSR's clients, the wording is inferred from its meaning.
  package var messageCertainty: Certainty { source.certainty }

  /// When it can be known that the CA will return this error, and by whom.
  package enum Knowable: String, Sendable, Hashable, CaseIterable {
    /// It follows from the CSR, the order form and the date.
    case beforeOrdering
    /// It follows from earlier orders, which a local ledger can record.
    case withLedger
    /// Only the CA can know: it depends on the connection, the account or the CA's state.
    case onlyByCA
  }

  /// The message with the placeholder replaced by an item.
  public func message(item: String? = nil) -> String {
    guard let item, let place = placeholder else { return template }
    var filled = template
    filled.replaceSubrange(place, with: item)
    return filled
  }

  /// The item in a message, or nil if the message does not match the template.
  package func item(in message: String) -> String? {
    guard let place = placeholder else { return nil }
    let before = template[..<place.lowerBound].utf8
    let after = template[place.upperBound...].utf8
    let octets = message.utf8
    guard octets.count >= before.count + after.count, octets.starts(with: before),
      octets.suffix(after.count).elementsEqual(after)
    else { return nil }
    return String(decoding: octets.dropFirst(before.count).dropLast(after.count), as: UTF8.self)
  }

  /// The placeholder of the item: a run of the letter x between ASCII apostrophes.
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

/// The likely order of the API's checks, which determines the error that it returns if there are several.
///
/// The order is not documented. It is inferred from how published clients group the codes, from the first point at
/// which each check is possible, and from the wording of the messages. Update it here when a response shows another.
package enum ErrorPrecedence {
  /// The stages of checks, first to last; within a stage the errors are in order.
  package static let stages: [[OrderErrorName]] = [
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

  /// The certainty of the order.
  package static let certainty = Certainty.inferred

  /// The rank of an error; 0 is the first one that the API returns.
  package static func rank(of name: OrderErrorName) -> Int { ranks[Int(name.rawValue)] }

  /// The error that the API is likely to return if several apply.
  package static func first(of names: some Sequence<OrderErrorName>) -> OrderErrorName? {
    names.min { rank(of: $0) < rank(of: $1) }
  }

  private static let ranks: [Int] = {
    var ranks = [Int](repeating: Int.max, count: OrderErrorName.allCases.count)
    for (rank, name) in stages.joined().enumerated() { ranks[Int(name.rawValue)] = rank }
    return ranks
  }()
}
