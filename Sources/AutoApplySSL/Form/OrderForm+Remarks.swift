// SPDX-License-Identifier: Apache-2.0

extension OrderForm {
  /// What the names of the form give rise to, in the order of the fields.
  public var remarks: [FormRemark] {
    if hasOrdinaryNames { return [] }
    var remarks: [FormRemark] = []
    var seen: [String: Int] = [:]
    var comparisons = 0
    for (index, field) in fields.enumerated() {
      let shown = field.shownName
      if let first = seen[field.parameter?.spelling ?? field.name] {
        remarks.append(
          .duplicate(shown, first: first, index: index, isSameValue: fields[first].value == field.value))
        continue
      }
      seen[field.parameter?.spelling ?? field.name] = index
      if let parameter = field.parameter {
        if field.name != parameter.spelling {
          remarks.append(.synonym(shown, index: index, parameter: parameter))
        }
      } else if let parameter = ParameterCatalog.name(misspelled: field.name) {
        remarks.append(.wrongCase(shown, index: index, parameter: parameter))
      } else {
        comparisons += 1
        let nearest = comparisons <= OrderForm.comparisonLimit ? ParameterCatalog.nearest(to: field.name) : nil
        remarks.append(.unknownName(shown, index: index, nearest: nearest))
      }
    }
    return remarks
  }

  /// Whether every name is a parameter's own and comes once, which is all that most forms cost.
  private var hasOrdinaryNames: Bool {
    var seen = ParameterSet()
    for field in fields {
      guard let parameter = field.parameter, field.name == parameter.spelling, seen.insert(parameter) else {
        return false
      }
    }
    return true
  }

  /// For so many unknown names the nearest is looked for; a form of nothing else stays cheap to judge.
  private static let comparisonLimit = 32
}
