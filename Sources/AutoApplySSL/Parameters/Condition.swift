// SPDX-License-Identifier: Apache-2.0

/// When a parameter is required or ignored, as data.
public enum Condition: Sendable, Hashable {
  case always, never
  /// The product is one of these; false while no product is known.
  case product(ProductScope)
  /// The order has a value for the parameter, be it from the form or from the request; a default is none.
  case given(ParameterName)
  /// The parameter has exactly this value, its default included.
  case value(ParameterName, String)
  /// The parameter's value takes more octets of UTF-8 than this.
  case longer(ParameterName, bytes: Int)
  /// The request's subjectAltName extension has at least one dNSName.
  case requestNamesDomains
  indirect case not(Condition)
  case all([Condition])
  case any([Condition])

  /// Whether it holds for an order.
  public func holds(in order: OrderValues) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .product(let scope): order.selection.map(scope.includes) ?? false
    case .given(let name): order.isGiven(name)
    case .value(let name, let text): order.value(name) == text
    case .longer(let name, let bytes): (order.value(name)?.utf8.count ?? 0) > bytes
    case .requestNamesDomains: order.request.dnsNames.contains { !$0.isEmpty }
    case .not(let condition): !condition.holds(in: order)
    case .all(let conditions): conditions.allSatisfy { $0.holds(in: order) }
    case .any(let conditions): conditions.contains { $0.holds(in: order) }
    }
  }
}

extension Condition {
  /// Whether it holds for every order of a product, whatever else is in the order.
  public func alwaysHolds(for selection: ProductSelection) -> Bool {
    switch self {
    case .always: true
    case .product(let scope): scope.includes(selection)
    case .not(.product(let scope)): !scope.includes(selection)
    case .all(let conditions): conditions.allSatisfy { $0.alwaysHolds(for: selection) }
    case .any(let conditions): conditions.contains { $0.alwaysHolds(for: selection) }
    default: false
    }
  }
}

extension Condition: CustomStringConvertible {
  /// The condition as a clause that can follow "when".
  public var description: String {
    switch self {
    case .always: "always"
    case .never: "never"
    case .product(let scope): "the product is \(scope)"
    case .given(let name): "\(name) is given"
    case .value(let name, let text): "\(name) is \(text)"
    case .longer(let name, let bytes): "\(name) is longer than \(bytes) bytes"
    case .requestNamesDomains: "the request's subjectAltName has a DNS name"
    case .not(.given(let name)): "\(name) is not given"
    case .not(.requestNamesDomains): "the request's subjectAltName has no DNS name"
    case .not(.product(let scope)): "the product is not \(scope)"
    case .not(let condition): "it is not so that \(condition)"
    case .all(let conditions): conditions.map(\.description).joined(separator: " and ")
    case .any(let conditions): conditions.map(\.description).joined(separator: ", or ")
    }
  }
}

extension Condition {
  /// The parameters that make another unnecessary under this condition.
  var alternatives: [ParameterName] {
    switch self {
    case .not(.given(let name)): [name]
    case .all(let conditions): conditions.flatMap(\.alternatives)
    default: []
    }
  }
}
