// SPDX-License-Identifier: Apache-2.0

/// A parameter that an order lacks.
public struct Need: Sendable, Hashable {
  /// The parameter.
  public let name: ParameterName
  /// Parameters of which any would do as well.
  public let alternatives: [ParameterName]
  /// Why it is needed.
  public let because: Sourced<Condition>
}

extension EffectiveOrder {
  /// What the order still needs, judged on the effective values, in the order of the reference.
  ///
  /// Where one of two parameters is enough, the pair is listed once, under the one that the API prefers. The account's
  /// name and password are left out unless asked for.
  public func needs(account: Bool = false) -> [Need] {
    var needs: [Need] = []
    for row in ParameterCatalog.all where lacks(row) {
      if !account, row.name == .loginName || row.name == .loginPassword { continue }
      if row.name == .csr, hasRequest { continue }
      let alternatives = row.requiredWhen.value.alternatives
      let isCovered = alternatives.contains { other in
        row.ignoredWhen == .given(other) || needs.contains { $0.name == other }
      }
      if isCovered { continue }
      needs.append(Need(name: row.name, alternatives: alternatives, because: row.requiredWhen))
    }
    return needs
  }

  private func lacks(_ row: Parameter) -> Bool {
    guard row.requiredWhen.value != .never, selection.map(row.scope.value.includes) ?? true else { return false }
    return !self[row.name].isGiven && row.requiredWhen.value.holds(in: self)
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
