// SPDX-License-Identifier: Apache-2.0

/// An order as the CA will read it: the form and the request merged, every value with its origin.
public final class EffectiveOrder: Sendable {
  /// The values that it follows from.
  public let values: OrderValues
  /// The names that the certificate will have.
  public let names: EffectiveNames
  /// How control of each name will be validated.
  public let validation: DCVPlan

  /// Merges an order.
  ///
  /// - Parameters:
  ///   - form: the order form.
  ///   - request: what the request says, nil where there is none.
  ///   - fold: turns a name into the one form in which equal names are equal, such as lower-case A-labels.
  public init(
    form: OrderForm, request: RequestValues?, fold: (String) -> String = EffectiveNames.asciiFold
  ) {
    values = OrderValues(form: form, request: request)
    names = EffectiveNames(of: values, fold: fold)
    validation = DCVPlan(of: values, names)
  }
}

extension EffectiveOrder {
  /// The order form.
  public var form: OrderForm { values.form }
  /// What the request says; empty where there is none.
  public var request: RequestValues { values.request }
  /// Whether there is a request.
  public var hasRequest: Bool { values.hasRequest }
  /// The product, as far as the form tells one.
  public var selection: ProductSelection? { values.selection }
  /// How request and form are merged.
  public var mode: MergeMode { values.mode }
  /// The values that the request and the form both may give, in the order of the reference.
  public var fields: [EffectiveField] { values.fields }

  /// Whether someone gave a value for a parameter that will be used; the same as the field's `isGiven`, for less.
  public func isGiven(_ name: ParameterName) -> Bool { values.isGiven(name) }

  /// The value that the order will have for a parameter; that of the field, for less.
  public func value(_ name: ParameterName) -> String? { values.value(name) }

  /// The effective value of any parameter.
  public subscript(name: ParameterName) -> EffectiveField { values[name] }
}

/// A parameter that an order lacks.
public struct Need: Sendable, Hashable {
  /// The parameter's row.
  public let row: Parameter

  /// The need of a parameter.
  public init(row: Parameter) { self.row = row }

  /// The parameter.
  public var name: ParameterName { row.name }
  /// Parameters of which any would do as well.
  public var alternatives: [ParameterName] { row.alternatives }
  /// Why it is needed.
  public var because: Sourced<Condition> { row.requiredWhen }
}

extension EffectiveOrder {
  /// What the order still needs, judged on the effective values, in the order of the reference.
  ///
  /// Where one of two parameters is enough, the pair is listed once, under the one that the API prefers. The account's
  /// name and password are left out unless asked for.
  public func needs(account: Bool = false) -> [Need] {
    neededParameters(account: account).map { Need(row: $0.parameter) }
  }

  /// The parameters that the order still needs, as `needs(account:)` lists them.
  public func neededParameters(account: Bool = false) -> ParameterSet {
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

  /// The given parameters that are not for the product: what -83 is about. Empty while no product is known.
  public var inapplicable: ParameterSet {
    var names = ParameterSet()
    guard let selection else { return names }
    for name in values.written where isGiven(name) && !name.parameter.scope.value.includes(selection) {
      names.insert(name)
    }
    return names
  }
}

/// An address of which some lines come from the request and some from the form.
public struct MixedAddress: Sendable, Hashable {
  /// The lines that only the request gives.
  public let fromRequest: ParameterSet
  /// The lines that only the form gives.
  public let fromForm: ParameterSet

  /// Whether the street lines themselves are mixed, which is hardly ever meant.
  ///
  /// A request with a city and a country, completed by a street in the form, is quite usual.
  public var mixesStreet: Bool {
    fromRequest.contains(where: MixedAddress.isStreet) && fromForm.contains(where: MixedAddress.isStreet)
  }

  private static func isStreet(_ name: ParameterName) -> Bool { name >= .streetAddress1 && name <= .streetAddress3 }
}

extension EffectiveOrder {
  /// The address lines by origin, or nil where all come from one place.
  public var mixedAddress: MixedAddress? {
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

  /// The street lines of the request beyond the three that an order has.
  public var ignoredStreetLines: ArraySlice<String> { values.request.streetAddress.dropFirst(3) }
}
