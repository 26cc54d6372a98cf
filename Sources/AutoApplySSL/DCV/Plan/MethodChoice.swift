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

/// Why a validation plan cannot be created.
package enum PlanError: Error, Sendable, Hashable {
  /// The number of methods differs from the number of names.
  case methodCount(expected: Int, found: Int)
}

extension PlanError: CustomStringConvertible {
  /// A message for the user, without a full stop.
  package var description: String {
    switch self {
    case .methodCount(let expected, let found):
      "the order has \(expected) names but \(found) methods; it must have one method per name, in the same order"
    }
  }
}
