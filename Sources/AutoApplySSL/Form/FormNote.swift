// SPDX-License-Identifier: Apache-2.0

/// A note about the name of a field in an order form; indices of fields start at 0.
@nonexhaustive
package enum FormNote: Sendable, Hashable {
  /// The API has no such parameter and returns -2; the most similar one, if any.
  case unknownName(String, index: Int, nearest: ParameterName?)
  /// The name differs from a parameter only in case, and the API returns -2.
  case wrongCase(String, index: Int, parameter: ParameterName)
  /// The API has no such parameter and returns -2, but other endpoints have it; the most similar one, if any.
  case otherEndpoint(String, index: Int, endpoints: [String], nearest: ParameterName?)
  /// The parameter is given more than once; `first` is the index of the first field.
  case duplicate(String, first: Int, index: Int, isSameValue: Bool)
  /// The name is an older spelling that the API still accepts.
  case synonym(String, index: Int, parameter: ParameterName)

  /// The index of the field.
  package var index: Int {
    switch self {
    case .unknownName(_, let index, _), .otherEndpoint(_, let index, _, _), .wrongCase(_, let index, _),
      .duplicate(_, _, let index, _), .synonym(_, let index, _):
      index
    }
  }
}

extension FormNote: CustomStringConvertible {
  /// A message for the user, without a full stop.
  package var description: String {
    switch self {
    case .unknownName(let name, _, let nearest):
      "\(name.debugDescription) is not a parameter of the API"
        + (nearest.map { "; the closest match is \($0)" } ?? "")
    case .otherEndpoint(let name, _, let endpoints, _):
      "\(name.debugDescription) is a parameter of \(FormNote.list(endpoints)), not of AutoApplySSL"
    case .wrongCase(let name, _, let parameter):
      "\(name.debugDescription) must be spelled \(parameter); names are case-sensitive"
    case .duplicate(let name, _, _, let isSameValue):
      "\(name.debugDescription) is given more than once, with \(isSameValue ? "the same value" : "different values")"
    case .synonym(let name, _, let parameter):
      "\(name.debugDescription) is an old name of \(parameter)"
    }
  }
}

extension FormNote {
  /// Up to three endpoints as a list in a sentence.
  package static func list(_ endpoints: [String]) -> String {
    guard endpoints.count > 1 else { return endpoints.first ?? "" }
    if endpoints.count > 3 { return endpoints.prefix(3).joined(separator: ", ") + " and others" }
    return endpoints.dropLast().joined(separator: ", ") + " and " + (endpoints.last ?? "")
  }
}

extension OrderForm {
  /// The notes about the form's names, in the order of the fields.
  package var notes: [FormNote] {
    if hasOrdinaryNames { return [] }
    var notes: [FormNote] = []
    var seen: [String: Int] = [:]
    var comparisons = 0
    for (index, field) in fields.enumerated() {
      let shown = field.shownName
      if let first = seen[field.parameter?.spelling ?? field.name] {
        notes.append(
          .duplicate(shown, first: first, index: index, isSameValue: fields[first].value == field.value))
        continue
      }
      seen[field.parameter?.spelling ?? field.name] = index
      if let parameter = field.parameter {
        if field.name != parameter.spelling {
          notes.append(.synonym(shown, index: index, parameter: parameter))
        }
      } else if let parameter = ParameterCatalog.name(misspelled: field.name) {
        notes.append(.wrongCase(shown, index: index, parameter: parameter))
      } else {
        comparisons += 1
        let isCompared = comparisons <= OrderForm.comparisonLimit
        notes.append(OrderForm.note(onUnknown: field, at: index, isCompared: isCompared))
      }
    }
    return notes
  }

  private static func note(onUnknown field: Field, at index: Int, isCompared: Bool) -> FormNote {
    let endpoints = field.mayBeSecret ? [] : RelatedEndpoint.endpoints(with: field.name).map(\.name)
    let nearest = isCompared ? ParameterCatalog.nearest(to: field.name) : nil
    return endpoints.isEmpty
      ? .unknownName(field.shownName, index: index, nearest: nearest)
      : .otherEndpoint(field.shownName, index: index, endpoints: endpoints, nearest: nearest)
  }

  /// Whether every name is a parameter's current name and occurs once; a fast path for most forms.
  private var hasOrdinaryNames: Bool {
    var seen = ParameterSet()
    for field in fields {
      guard let parameter = field.parameter, field.name == parameter.spelling, seen.insert(parameter) else {
        return false
      }
    }
    return true
  }

  /// The maximum number of unknown names to search a similar name for, which bounds the work.
  private static let comparisonLimit = 32
}
