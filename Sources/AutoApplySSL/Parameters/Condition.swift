// SPDX-License-Identifier: Apache-2.0

/// The condition under which a parameter is required or ignored, as data.
package enum Condition: Sendable, Hashable {
  case always, never
  /// The product is in the scope; false if the product is unknown.
  case product(ProductScope)
  /// The form or the CSR supplies the parameter's value; a default does not count.
  case given(ParameterName)
  /// The parameter's value, or its default, is exactly this string.
  case value(ParameterName, String)
  /// The parameter's value is longer than this many octets of UTF-8.
  case longer(ParameterName, bytes: Int)
  /// The CSR's subjectAltName extension has at least one dNSName.
  case requestNamesDomains
  indirect case not(Condition)
  case all([Condition])
  case any([Condition])

  /// Whether the condition holds for an order.
  package func holds(in order: OrderValues) -> Bool {
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
  /// Whether the condition holds for every order of a product.
  package func alwaysHolds(for selection: ProductSelection) -> Bool {
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
  package var description: String {
    switch self {
    case .always: "always"
    case .never: "never"
    case .product(let scope): "the product is \(scope)"
    case .given(let name): "\(name) is given"
    case .value(let name, let text): "\(name) is \(text)"
    case .longer(let name, let bytes): "\(name) is longer than \(bytes) bytes"
    case .requestNamesDomains: "the CSR's subjectAltName has a DNS name"
    case .not(.given(let name)): "\(name) is not given"
    case .not(.requestNamesDomains): "the CSR's subjectAltName has no DNS name"
    case .not(.product(let scope)): "the product is not \(scope)"
    case .not(let condition): "not: \(condition)"
    case .all(let conditions): conditions.map(\.description).joined(separator: " and ")
    case .any(let conditions): conditions.map(\.description).joined(separator: ", or ")
    }
  }
}

extension Condition {
  /// The parameters whose presence makes this condition false.
  var alternatives: [ParameterName] {
    switch self {
    case .not(.given(let name)): [name]
    case .all(let conditions): conditions.flatMap(\.alternatives)
    default: []
    }
  }
}
