// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  static let coverageNotation = Rule.order(
    "coverage.notation", .error, predicts: -4, .inferred,
    summary: "names in the form must be separated by commas or white space, and addresses must not be in brackets",
    fix: "separate the names with commas",
    citations: ["AutoApplySSL domainNames", "RFC 5952 §6", "AutoApplySSL error -4"]
  ) { examination, reporter in
    let order = examination.order
    let isList = examination.product?.isMultiDomain ?? order.isGiven(.domainNames)
    for parameter in isList ? [ParameterName.domainNames, .primaryDomainName] : [.commonName] {
      guard let text = order.values.text(parameter) else { continue }
      let items = ListText(text).items
      let fix = FormNameFix(parameter, items)
      for item in items {
        guard let notation = NameNotation(item) else { continue }
        reporter.report(
          "\(quoted(item)) in \(parameter) \(notation.fault)", parameter: parameter, fix: fix.sentence(for: notation))
      }
    }
  }
}

/// The corrected value of a parameter with names.
private struct FormNameFix {
  let parameter: ParameterName
  let names: [String]

  init(_ parameter: ParameterName, _ items: [String]) {
    self.parameter = parameter
    names = items.flatMap { NameNotation($0)?.names ?? [$0] }
  }

  func sentence(for notation: NameNotation) -> String? {
    if parameter != .domainNames, names.count > 1 {
      return "send one name as \(parameter), or list the names in domainNames of a multi-domain product"
    }
    let value = names.joined(separator: ",")
    guard value.utf8.count <= FormNameFix.longestValue else { return nil }
    return "write \(parameter)=\(value)"
  }

  /// A longer value would make the sentence unreadable.
  private static let longestValue = 200
}

extension NameNotation {
  /// What is wrong, as the rest of a sentence that starts with the item.
  fileprivate var fault: String {
    switch self {
    case .separator(let mark, let names) where names.count > 1:
      "is read as one name: '\(mark)' does not separate names; commas and white space do"
    case .separator(let mark, _): "has a '\(mark)', which does not separate names; commas and white space do"
    case .brackets: "is an IP address in brackets, which only URLs have"
    }
  }
}
