// SPDX-License-Identifier: Apache-2.0

/// Which method the order asks for, name by name.
public enum MethodChoice: Sendable, Hashable {
  /// The least work for each name: a file for hosts and addresses, a CNAME record for wildcards.
  case automatic
  /// One method for all names, as `dcvMethod` or an `ALL…` token says.
  case common(ValidationMethod)
  /// One for each name, in the order of the names.
  case each([NameMethod])
}

/// The method for one name, with the address if it is EMAIL and one was chosen.
public struct NameMethod: Sendable, Hashable {
  /// The method.
  public let method: ValidationMethod
  /// The address that the mail shall go to.
  public let emailAddress: String?

  /// A method, with an address for EMAIL.
  public init(_ method: ValidationMethod, emailAddress: String? = nil) {
    self.method = method
    self.emailAddress = emailAddress
  }
}

extension MethodChoice {
  /// The choice of a `validationTokens` or `dcvEmailAddresses` value: names separated by commas or white space.
  ///
  /// An entry with an `@` is an address; the other entries are the API's tokens, an `ALL…` token alone.
  /// - Throws: ``PlanError`` for an entry that is neither, and for an `ALL…` token in company.
  public init(list: String) throws(PlanError) {
    let entries = list.split { $0 == "," || $0.isWhitespace }.map(String.init)
    if entries.count == 1, let method = ValidationMethod(commonToken: entries[0]) {
      self = .common(method)
      return
    }
    var each: [NameMethod] = []
    for (index, entry) in entries.enumerated() {
      if let method = ValidationMethod(listToken: entry) {
        each.append(NameMethod(method))
      } else if entry.contains("@") {
        each.append(NameMethod(.email, emailAddress: entry))
      } else if ValidationMethod(commonToken: entry) != nil {
        throw .commonTokenInList(entry, index: index)
      } else {
        throw .unknownToken(entry, index: index)
      }
    }
    self = .each(each)
  }
}

/// Why no plan can be made.
public enum PlanError: Error, Sendable, Hashable {
  /// A list of methods has another length than the list of names.
  case methodCount(expected: Int, found: Int)
  /// An entry of a list is no token and no address.
  case unknownToken(String, index: Int)
  /// A token for all names stands in a list with others.
  case commonTokenInList(String, index: Int)
}

extension PlanError: CustomStringConvertible {
  /// What is wrong, without a full stop.
  public var description: String {
    switch self {
    case .methodCount(let expected, let found):
      "the order has \(expected) names and \(found) methods; one is due for each name, in the same order"
    case .unknownToken(let token, let index):
      "entry \(index + 1), \(token.debugDescription), is neither an e-mail address nor one of "
        + ValidationMethod.allCases.compactMap(\.listToken).joined(separator: ", ")
    case .commonTokenInList(let token, let index):
      "\(token) as entry \(index + 1): a token for all names must be the only value"
    }
  }
}
