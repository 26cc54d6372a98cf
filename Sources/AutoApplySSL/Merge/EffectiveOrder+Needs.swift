// SPDX-License-Identifier: Apache-2.0

extension EffectiveOrder {
  /// What the order still needs, judged on the effective values, in the order of the reference.
  ///
  /// Where one of two parameters is enough, the pair is listed once, under the one that the API prefers. The account's
  /// name and password are left out unless asked for.
  public func needs(account: Bool = false) -> [Need] {
    var needs: [Need] = []
    for row in ParameterCatalog.needed where lacks(row) {
      if !account, row.name == .loginName || row.name == .loginPassword { continue }
      if row.name == .csr, hasRequest { continue }
      let alternatives = row.alternatives
      let isCovered = alternatives.contains { other in
        row.ignoredWhen == .given(other) || needs.contains { $0.name == other }
      }
      if isCovered { continue }
      needs.append(Need(name: row.name, alternatives: alternatives, because: row.requiredWhen))
    }
    return needs
  }

  /// The given parameters that are not for the product: what -83 is about. Empty while no product is known.
  public var inapplicable: [ParameterName] {
    guard let selection else { return [] }
    var seen: Set<ParameterName> = []
    return form.fields.compactMap(\.parameter).filter { name in
      !name.parameter.scope.value.includes(selection) && isGiven(name) && seen.insert(name).inserted
    }.sorted()
  }

  private func lacks(_ row: Parameter) -> Bool {
    if isGiven(row.name) { return false }
    if let selection, !row.scope.value.includes(selection) { return false }
    return row.requiredWhen.value.holds(in: self)
  }
}
