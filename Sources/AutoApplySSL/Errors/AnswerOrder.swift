// SPDX-License-Identifier: Apache-2.0

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
