// SPDX-License-Identifier: Apache-2.0

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
