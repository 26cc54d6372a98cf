// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Values that the CA cuts.
  static let formTruncatedValue = Rule.order(
    "form.truncated-value", .warning,
    summary: "no value is longer than what the CA takes of it, in characters",
    fix: "shorten the value yourself, so that it is cut where it makes sense",
    citations: ["AutoApplySSL request parameters: maximum length"]
  ) { examination, reporter in
    let order = examination.order
    for name in Set(order.form.fields.compactMap(\.parameter)).sorted() {
      let field = order[name]
      guard let length = field.truncatedFrom, let value = field.value else { continue }
      let kept = value.unicodeScalars.count
      reporter.report(
        "\(name) has \(length) characters, and the CA cuts it to \(kept): \(quoted(value))",
        field: name.spelling)
    }
  }
}
