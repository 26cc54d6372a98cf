// SPDX-License-Identifier: Apache-2.0

extension EffectiveOrder {
  /// What the order still needs, judged on the effective values, in the order of the reference.
  ///
  /// Where one of two parameters is enough, the pair is listed once, under the one that the API prefers. The account's
  /// name and password are left out unless asked for.
  public func needs(account: Bool = false) -> [Need] {
    var excused = values.given
    if !account {
      excused.insert(.loginName)
      excused.insert(.loginPassword)
    }
    if hasRequest { excused.insert(.csr) }
    var needs: [Need] = []
    var listed = ParameterSet()
    let needed = ParameterCatalog.needed
    let rows = needed.span
    for index in rows.indices where !excused.contains(rows[index].name) {
      let row = rows[index]
      if row.isCovered(by: listed) { continue }
      if let selection, !row.scope.value.includes(selection) { continue }
      guard row.requiredWhen.value.holds(in: values) else { continue }
      listed.insert(row.name)
      needs.append(Need(row: row))
    }
    return needs
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

extension Parameter {
  /// Whether another parameter does as well that is preferred by the API or listed already.
  fileprivate func isCovered(by listed: ParameterSet) -> Bool {
    alternatives.contains { ignoredWhen == .given($0) || listed.contains($0) }
  }
}
