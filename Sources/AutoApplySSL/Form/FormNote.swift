// SPDX-License-Identifier: Apache-2.0

/// Something about the names of an order form that the user should know; indices count the fields from 0.
@nonexhaustive
public enum FormRemark: Sendable, Hashable {
  /// The API knows no such parameter and would answer -2; the nearest one, if any is near.
  case unknownName(String, index: Int, nearest: ParameterName?)
  /// The name is right but for its capitals, and the API would answer -2.
  case wrongCase(String, index: Int, parameter: ParameterName)
  /// The parameter was given before, with the same value or another.
  case duplicate(String, first: Int, index: Int, isSameValue: Bool)
  /// An older spelling that the API still takes.
  case synonym(String, index: Int, parameter: ParameterName)

  /// The field that it is about.
  public var index: Int {
    switch self {
    case .unknownName(_, let index, _), .wrongCase(_, let index, _), .duplicate(_, _, let index, _),
      .synonym(_, let index, _):
      index
    }
  }
}

extension FormRemark: CustomStringConvertible {
  /// A sentence for a person, without a full stop.
  public var description: String {
    switch self {
    case .unknownName(let name, _, let nearest):
      "\(name.debugDescription) is no parameter of the API" + (nearest.map { "; the nearest is \($0)" } ?? "")
    case .wrongCase(let name, _, let parameter):
      "\(name.debugDescription) must be spelled \(parameter), since capitals count"
    case .duplicate(let name, _, _, let isSameValue):
      "\(name.debugDescription) is given again with \(isSameValue ? "the same" : "another") value"
    case .synonym(let name, _, let parameter):
      "\(name.debugDescription) is an old name of \(parameter)"
    }
  }
}

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
