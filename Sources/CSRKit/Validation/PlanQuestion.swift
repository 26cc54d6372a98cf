// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL

/// What a plan shall be made of, beside the request.
public struct PlanQuestion: Sendable {
  /// The order as far as it is known; nil where only the request is.
  public var form: OrderForm?
  /// Whether the form is meant to be complete, so that a method that it leaves out is the API's default.
  public var isComplete = false
  /// The names to prove instead of the order's, in any form.
  public var names: [String]?
  /// The method for every name instead of the order's.
  public var method: ValidationMethod?
  /// The value that is sent with the order.
  public var uniqueValue: UniqueValue?

  /// A question about the request's own names, each by the method that is the least work.
  public init() {}
}

extension PlanQuestion {
  /// The methods: the one asked for, else the order's, else the least work for each name.
  func choice(in order: EffectiveOrder?) throws(PlanningError) -> MethodChoice {
    if let method { return .common(method) }
    guard let order, names == nil, isComplete || PlanQuestion.parameters.contains(where: order.isGiven) else {
      return .automatic
    }
    let faults = order.validation.faults.filter(\.leavesNoMethod)
    guard faults.isEmpty else { throw .failed(faults.map(\.description).joined(separator: "; ")) }
    var each: [NameMethod] = []
    for choice in order.validation.choices {
      guard let method = choice.method else {
        throw .failed("the order tells no method for \(choice.name.given.debugDescription)")
      }
      each.append(NameMethod(method, emailAddress: choice.emailAddress))
    }
    return .each(each)
  }

  private static let parameters: [ParameterName] = [.dcvMethod, .dcvEmailAddresses, .validationTokens]
}

extension DCVFault {
  /// Whether the fault leaves open how a name is to be proven.
  fileprivate var leavesNoMethod: Bool {
    switch self {
    case .bothLists, .emptyItem, .emailAddressUnused: false
    default: true
    }
  }
}
