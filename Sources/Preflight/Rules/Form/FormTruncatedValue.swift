// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames

extension Rule {
  /// Values that the CA cuts.
  static let formTruncatedValue = Rule.order(
    "form.truncated-value", .warning,
    summary: "no value is longer than what the CA takes of it, in characters",
    fix: "shorten the value yourself, so that it is cut where it makes sense",
    citations: ["AutoApplySSL request parameters: maximum length"]
  ) { examination, reporter in
    let order = examination.order
    for name in order.values.written where name.parameter.overlength == .truncated {
      let field = order[name]
      guard let length = field.truncatedFrom, let value = field.value else { continue }
      let kept = value.unicodeScalars.count
      reporter.report(
        "\(name) has \(length) characters, and the CA cuts it to \(kept): \(quoted(value))"
          + TruncationWording.meaning(value, of: name.parameter),
        field: name.spelling, fix: name.parameter.allowed == .format(.country) ? "write the code of two letters" : nil)
    }
  }
}

/// What a cut value means: AUT becomes AU, which is another country's code.
private enum TruncationWording {
  static func meaning(_ value: String, of row: Parameter) -> String {
    guard row.allowed == .format(.country), case .assigned(let country) = CountryCode(value) else { return "" }
    return ", which is \(country)"
  }
}
