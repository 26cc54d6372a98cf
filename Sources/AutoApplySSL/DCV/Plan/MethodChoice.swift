// SPDX-License-Identifier: Apache-2.0

/// The methods that an order requests.
package enum MethodChoice: Sendable, Hashable {
  /// The simplest method for each name: a file for hosts and addresses, a CNAME record for wildcards.
  case automatic
  /// One method for all names, from `dcvMethod` or an `ALL…` token.
  case common(ValidationMethod)
  /// One method per name, in the order of the names.
  case each([NameMethod])
}

/// The method for one name, and the email address if one is chosen for EMAIL.
package struct NameMethod: Sendable, Hashable {
  /// The method.
  package let method: ValidationMethod
  /// The chosen address for the validation email.
  package let emailAddress: String?

  /// Creates a choice of a method, with an address for EMAIL.
  package init(_ method: ValidationMethod, emailAddress: String? = nil) {
    self.method = method
    self.emailAddress = emailAddress
  }
}

extension MethodChoice {
  /// Parses a `validationTokens` or `dcvEmailAddresses` value: items separated by commas or white space.
  ///
  /// An item with an `@` is an email address; other items are tokens of the API.
  /// - Throws: ``PlanError`` for an item that is neither, and for an `ALL…` token that is not the only item.
  package init(list: String) throws(PlanError) {
    let items = list.split { $0 == "," || $0.isWhitespace }.map(String.init)
    if items.count == 1, let method = ValidationMethod(commonToken: items[0]) {
      self = .common(method)
      return
    }
    var each: [NameMethod] = []
    for (index, item) in items.enumerated() {
      if let method = ValidationMethod(listToken: item) {
        each.append(NameMethod(method))
      } else if item.contains("@") {
        each.append(NameMethod(.email, emailAddress: item))
      } else if ValidationMethod(commonToken: item) != nil {
        throw .commonTokenInList(item, index: index)
      } else {
        throw .unknownToken(item, index: index)
      }
    }
    self = .each(each)
  }
}

/// Why a validation plan cannot be created.
package enum PlanError: Error, Sendable, Hashable {
  /// The number of methods differs from the number of names.
  case methodCount(expected: Int, found: Int)
  /// An item is neither a token nor an email address.
  case unknownToken(String, index: Int)
  /// A token for all names is not the only item.
  case commonTokenInList(String, index: Int)
}

extension PlanError: CustomStringConvertible {
  /// A message for the user, without a full stop.
  package var description: String {
    switch self {
    case .methodCount(let expected, let found):
      "the order has \(expected) names but \(found) methods; it must have one method per name, in the same order"
    case .unknownToken(let token, let index):
      "item \(index + 1), \(token.debugDescription), is neither an email address nor one of "
        + ValidationMethod.allCases.compactMap(\.listToken).joined(separator: ", ")
    case .commonTokenInList(let token, let index):
      "item \(index + 1), \(token), applies to all names and must be the only item"
    }
  }
}
