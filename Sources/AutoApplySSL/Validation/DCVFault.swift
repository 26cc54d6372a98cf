// SPDX-License-Identifier: Apache-2.0

/// What is wrong with the validation parameters of an order; items count from 0.
@nonexhaustive
public enum DCVFault: Sendable, Hashable {
  /// dcvMethod is none of the methods; the nearest, if any is near.
  case unknownMethod(String, nearest: String?)
  /// Both lists are given, though each makes the other unnecessary.
  case bothLists
  /// A list has more or fewer items than there are names.
  case countMismatch(ParameterName, expected: Int, found: Int)
  /// A token for all names stands beside other items.
  case tokenNotAlone(ParameterName, token: String)
  /// An item is neither a token nor, where one may be, a mail address.
  case unknownToken(ParameterName, index: Int, text: String, nearest: String?)
  /// A mail address in validationTokens, which takes tokens only.
  case addressAmongTokens(index: Int, text: String)
  /// Two commas with nothing between them; how many items come before.
  case emptyItem(ParameterName, index: Int)
  /// dcvEmailAddress is given and the method is not EMAIL.
  case emailAddressUnused(DCVMethod)

  /// The parameter at fault.
  public var parameter: ParameterName {
    switch self {
    case .unknownMethod: .dcvMethod
    case .bothLists, .addressAmongTokens: .validationTokens
    case .countMismatch(let name, _, _), .tokenNotAlone(let name, _), .unknownToken(let name, _, _, _),
      .emptyItem(let name, _):
      name
    case .emailAddressUnused: .dcvEmailAddress
    }
  }
}

extension DCVFault: CustomStringConvertible {
  /// A sentence for a person, without a full stop.
  public var description: String {
    switch self {
    case .unknownMethod(let text, let nearest):
      "\(text.debugDescription) is no method" + DCVFault.suggestion(nearest)
    case .bothLists: "dcvEmailAddresses and validationTokens are both given, and one of them is enough"
    case .countMismatch(let parameter, let expected, let found):
      "\(parameter) has \(found) \(found == 1 ? "item" : "items") for \(expected) \(expected == 1 ? "name" : "names"), "
        + "and each name takes the item in its own place"
    case .tokenNotAlone(let parameter, let token): "\(token) stands for all names and must be all of \(parameter)"
    case .unknownToken(let parameter, let index, let text, let nearest):
      "item \(index + 1) of \(parameter), \(text.debugDescription), is no token"
        + (parameter == .dcvEmailAddresses ? " and no e-mail address" : "") + DCVFault.suggestion(nearest)
    case .addressAmongTokens(let index, let text):
      "item \(index + 1) of validationTokens, \(text.debugDescription), is an e-mail address; use dcvEmailAddresses"
    case .emptyItem(let parameter, let index): "\(parameter) has an empty item after \(index) others"
    case .emailAddressUnused(let method): "dcvEmailAddress has no effect with \(method.rawValue)"
    }
  }

  private static func suggestion(_ nearest: String?) -> String { nearest.map { "; the nearest is \($0)" } ?? "" }
}
