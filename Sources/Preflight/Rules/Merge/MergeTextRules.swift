// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase

/// The characters of subject values that come from the form.
extension Rule {
  static let mergeGarbled = Rule.order(
    "merge.garbled", .warning, .inferred,
    summary: "a subject value in the form must have the characters that are meant, not those of a wrong character set",
    fix: "send the value in UTF-8, percent-encoded once",
    citations: ["BR 7.1.4.2"]
  ) { examination, reporter in
    examination.forEachText { reporter.reportGarbled($0.spelling, $1, .parameter($0)) }
  }

  static let mergeHTMLEntity = Rule.order(
    "merge.html-entity", .warning, .inferred,
    summary: "a subject value in the form must not have character references of HTML",
    fix: "send the characters themselves, in UTF-8 and percent-encoded",
    citations: ["BR 7.1.4.2"]
  ) { examination, reporter in
    examination.forEachText { reporter.reportEntities($0.spelling, $1, .parameter($0)) }
  }

  static let mergeOuterSpace = Rule.order(
    "merge.outer-space", .warning, .inferred,
    summary: "a subject value in the form must not start or end with white space",
    fix: "send the value without white space around it",
    citations: ["BR 7.1.4.2"]
  ) { examination, reporter in
    examination.forEachText { reporter.reportSpaces($0.spelling, $1, .parameter($0)) }
  }

  static let mergeControlCharacter = Rule.order(
    "merge.control-character", .warning, .inferred,
    summary: "a subject value in the form must not have control characters or invisible characters",
    fix: "send the value without these characters",
    citations: ["BR 3.2.2.1", "BR 7.1.4.2"]
  ) { examination, reporter in
    examination.forEachText { reporter.reportInvisible($0.spelling, $1, .parameter($0)) }
  }

  static let mergeNotComposed = Rule.order(
    "merge.not-composed", .info, .inferred,
    summary: "a subject value in the form should be in Unicode normalization form C",
    fix: "send composed characters",
    citations: ["RFC 5280 §7.1", "UAX 15"]
  ) { examination, reporter in
    examination.forEachText { reporter.reportDecomposed($0.spelling, $1, .parameter($0)) }
  }
}

extension OrderExamination {
  /// Whether a value of the form may have a fault in its characters; false for nearly all orders.
  var hasUnusualText: Bool { order.values.given.contains { isUnusualText($0) } }

  /// Calls a function with each value of the form that may have a fault.
  func forEachText(_ body: (ParameterName, TextExamination) -> Void) {
    for name in order.values.given where isUnusualText(name) {
      if let text = order.form[name] { body(name, TextExamination(text)) }
    }
  }

  private func isUnusualText(_ name: ParameterName) -> Bool {
    guard Rule.subjectParameters.contains(name), let text = order.form[name] else { return false }
    let octets = text.utf8.span
    let isPlain = octets.isPrintableASCII && !TextExamination.mayConcern(octets)
    return !isPlain && order[name].origin == .parameter
  }
}
