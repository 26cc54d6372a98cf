// SPDX-License-Identifier: Apache-2.0

/// An order as the CA will read it: the form merged with the CSR, every value with its origin.
public final class EffectiveOrder: Sendable {
  /// The merged values.
  package let values: OrderValues
  /// The names that the certificate will have.
  public let names: EffectiveNames
  /// How the CA will validate control of each name.
  package let validation: DCVChoices

  /// Merges an order.
  ///
  /// - Parameters:
  ///   - form: the order form.
  ///   - request: the values of the CSR, or nil if there is none.
  ///   - fold: returns the canonical form of a name, such as lower-case A-labels, for comparison.
  package init(
    form: OrderForm, request: RequestValues?, fold: (String) -> String = EffectiveNames.asciiFold
  ) {
    values = OrderValues(form: form, request: request)
    names = EffectiveNames(of: values, fold: fold)
    validation = DCVChoices(of: values, names)
  }
}

extension EffectiveOrder {
  /// The order form.
  public var form: OrderForm { values.form }
  /// The values of the CSR; empty if there is none.
  package var request: RequestValues { values.request }
  /// Whether the order has a CSR.
  package var hasRequest: Bool { values.hasRequest }
  /// The product, if the form names a known one.
  public var selection: ProductSelection? { values.selection }
  /// How the CSR and the form are merged.
  package var mode: MergeMode { values.mode }
  /// The values that both the CSR and the form can supply, in the order of the reference.
  public var fields: [EffectiveField] { values.fields }

  /// Whether the form or the CSR supplies the parameter's effective value; cheaper than the field's `isGiven`.
  package func isGiven(_ name: ParameterName) -> Bool { values.isGiven(name) }

  /// The parameter's effective value; cheaper than reading it from the field.
  public func value(_ name: ParameterName) -> String? { values.value(name) }

  /// The effective value of any parameter.
  public subscript(name: ParameterName) -> EffectiveField { values[name] }
}

/// A parameter that an order still needs.
public struct NeededParameter: Sendable, Hashable {
  /// The parameter's row in the catalog.
  package let row: Parameter
  /// The sources that contradict each other on the need; nil if none do.
  public let contest: Contest?

  /// Creates a need for a parameter of an order for these products.
  package init(row: Parameter, selection: ProductSelection?) {
    self.row = row
    contest = row.contest(on: selection)
  }

  /// The parameter.
  public var name: ParameterName { row.name }
  /// The parameters that can be given instead.
  public var alternatives: [ParameterName] { row.alternatives }
  /// The condition that makes the parameter required.
  package var because: Sourced<Condition> {
    Sourced(row.requiredWhen.value, row.requiredWhen.source, contradictedBy: contest?.contradiction)
  }
}

extension EffectiveOrder {
  /// The parameters that the order still needs given its effective values, in the order of the reference.
  ///
  /// If either of two parameters is sufficient, only the one that the API prefers is listed.
  ///
  /// - Parameter account: whether to include the account's name and password.
  package func needs(account: Bool = false) -> [NeededParameter] {
    neededParameters(account: account).map { NeededParameter(row: $0.parameter, selection: selection) }
  }

  /// The parameters of a set that published clients omit for the order's product, although the reference requires them.
  package func contested(among names: ParameterSet) -> ParameterSet {
    guard let selection else { return [] }
    return ParameterSet(names.filter { $0.parameter.contest(on: selection) != nil })
  }

  /// The parameters that `needs(account:)` lists.
  package func neededParameters(account: Bool = false) -> ParameterSet {
    var excused = values.given
    if !account {
      excused.insert(.loginName)
      excused.insert(.loginPassword)
    }
    if hasRequest { excused.insert(.csr) }
    let all = ParameterCatalog.all
    let rows = all.span
    let scope = values.selection.map(ProductScope.init(of:))
    var needed = ParameterSet()
    for name in ParameterCatalog.needed.subtracting(excused) {
      let row = rows[Int(name.rawValue)]
      if row.alternativeSet.intersects(needed) { continue }
      if let scope, row.scope.value.isDisjoint(with: scope) { continue }
      if row.requiredWhen.value.holds(in: values) { needed.insert(name) }
    }
    return needed
  }

  /// The given parameters that do not apply to the product (error -83); empty if the product is unknown.
  package var inapplicable: ParameterSet {
    var names = ParameterSet()
    guard let selection else { return names }
    for name in values.written where isGiven(name) && !name.parameter.scope.value.includes(selection) {
      names.insert(name)
    }
    return names
  }
}

/// An address with some lines from the CSR and some from the form.
package struct MixedAddress: Sendable, Hashable {
  /// The lines that only the CSR supplies.
  package let fromRequest: ParameterSet
  /// The lines that only the form supplies.
  package let fromForm: ParameterSet

  /// Whether the street lines themselves are mixed, which is rarely intended.
  ///
  /// A CSR with a city and a country, and a form that adds the street, is common.
  package var mixesStreet: Bool {
    fromRequest.contains(where: MixedAddress.isStreet) && fromForm.contains(where: MixedAddress.isStreet)
  }

  private static func isStreet(_ name: ParameterName) -> Bool { name >= .streetAddress1 && name <= .streetAddress3 }
}

extension EffectiveOrder {
  /// The address lines by origin, or nil if all have the same origin.
  package var mixedAddress: MixedAddress? {
    var (fromRequest, fromForm) = (ParameterSet(), ParameterSet())
    let all = values.fields
    let fields = all.span
    for index in fields.indices where fields[index].name >= .postOfficeBox {
      switch fields[index].origin {
      case .csr: fromRequest.insert(fields[index].name)
      case .parameter: fromForm.insert(fields[index].name)
      case .both, .absent, .default: continue
      }
    }
    if fromRequest.isEmpty || fromForm.isEmpty { return nil }
    return MixedAddress(fromRequest: fromRequest, fromForm: fromForm)
  }

  /// The street lines of the CSR after the third; an order has three.
  package var ignoredStreetLines: ArraySlice<String> { values.request.streetAddress.dropFirst(3) }
}
