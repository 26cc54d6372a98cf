// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase
internal import DomainNames
internal import PKCS10

/// Runs checks and collects their findings.
struct Reporter: Sendable {
  /// The findings so far, in catalog order.
  private(set) var findings: [Finding] = []
  /// The catalog index of the rule whose check is running.
  private var running = 0
  /// Whether the running check applies the documentation of one product to another, so that it is inferred.
  private var isInferring = false

  @inline(__always)
  mutating func run(_ check: RuleCatalog.Check, on examination: borrowing Examination) {
    running = check.position
    check.run(examination, &self)
  }

  @inline(__always)
  mutating func run(_ check: RuleCatalog.OrderCheck, on order: borrowing OrderExamination) {
    running = check.position
    isInferring = check.dependsOnProduct && order.product?.correspondingCode != nil
    check.run(order, &self)
    isInferring = false
  }

  /// Reports a violation of the running rule; the rule provides every value that is nil.
  ///
  /// Only an error predicts a refusal, so that a finding and the verdict cannot contradict each other.
  mutating func report(
    _ message: String, at place: Place? = nil, field: String? = nil, severity: Severity? = nil, fix: String? = nil,
    predicts: PredictedCode = .rule, certainty: PredictionCertainty? = nil, contest: Contest? = nil,
    item: String? = nil, detail: String? = nil
  ) {
    let rule = RuleCatalog.all[running]
    let severity = severity ?? rule.severity
    var name: OrderErrorName?
    let code: Int?
    switch severity == .error ? predicts : .nothing {
    case .rule: code = rule.predicts
    case .nothing: code = nil
    case .code(let number): code = number
    case .error(let error):
      name = error
      code = error.code
    }
    // Most requests have no more than a few findings.
    if findings.isEmpty { findings.reserveCapacity(4) }
    findings.append(
      Finding(
        position: running, severity: severity, message: message, fixOverride: fix, predicts: code,
        name: name, certainty: self.certainty(certainty ?? rule.certainty), contest: contest, place: place,
        field: field, errorItem: item, errorDetail: detail))
  }

  private func certainty(_ certainty: PredictionCertainty) -> PredictionCertainty {
    isInferring && certainty == .documented ? .inferred : certainty
  }

  /// Reports what one source does not allow and another does: a warning that predicts nothing.
  mutating func report(_ message: String, parameter: ParameterName, contest: Contest, fix: String? = nil) {
    report(
      message, field: parameter.spelling, severity: .warning, fix: fix, predicts: .nothing, certainty: .contested,
      contest: contest)
  }

  /// Reports a violation in a form parameter, which is also the `errorItem`.
  mutating func report(
    _ message: String, parameter: ParameterName, severity: Severity? = nil, fix: String? = nil,
    predicts: PredictedCode = .rule, certainty: PredictionCertainty? = nil, detail: String? = nil
  ) {
    report(
      message, field: parameter.spelling, severity: severity, fix: fix, predicts: predicts, certainty: certainty,
      item: parameter.spelling, detail: detail)
  }

  /// Reports a violation in a name; the predicted error depends on the origin of the name.
  ///
  /// - Parameters:
  ///   - reason: the rest of a sentence that starts with the name.
  ///   - commonName: the error if the name is the common name of the request.
  ///   - listed: whether the CA refuses a list that contains the name.
  mutating func report(
    _ name: ExaminedName, _ reason: String, commonName: PredictedCode = .rule, listed: Bool = true,
    severity: Severity? = nil, fix: String? = nil, certainty: PredictionCertainty? = nil, detail: String? = nil
  ) {
    let message = "\(name.title) \(quoted(name.host.text)) \(reason)"
    defer { findings[findings.count - 1].concernedName = name.canonical }
    switch name.origin {
    case .commonName:
      report(
        message, at: name.place, severity: severity, fix: fix, predicts: commonName, certainty: certainty,
        item: "csr", detail: detail)
    case .alternativeName where name.isOrdered && listed:
      report(
        message, at: name.place, severity: severity, fix: fix, predicts: .error(.invalidArgument), certainty: .inferred,
        item: ParameterName.domainNames.spelling, detail: detail)
    case .alternativeName:
      report(message, at: name.place, severity: severity, fix: fix, predicts: .nothing)
    case .parameter(let parameter):
      report(
        message, parameter: parameter, severity: severity, fix: fix ?? "correct the name in \(parameter)",
        predicts: listed ? .error(.invalidArgument) : .nothing, certainty: .inferred, detail: detail)
    }
  }

  /// The predicted error of a finding, which may differ from the rule's.
  enum PredictedCode: Sendable {
    case rule
    case nothing
    case code(Int)
    case error(OrderErrorName)
  }
}

/// A value for use in a sentence: in quotes, cut to 64 characters, with control characters escaped.
func quoted(_ text: String) -> String { quoted(text, after: "") }

/// A quoted value after the start of a sentence, in one allocation.
func quoted(_ text: String, after before: String) -> String {
  if text.utf8.count <= 64, text.utf8.span.isPrintableASCII {
    return "\(before)'\(text)'"
  }
  var shown = ""
  for scalar in text.unicodeScalars.prefix(64) {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator:
      shown += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    default:
      shown.unicodeScalars.append(scalar)
    }
  }
  return "\(before)'\(shown)\(text.unicodeScalars.count > 64 ? "…" : "")'"
}

/// A type name with its indefinite article: `a UTF8String`, `an IA5String`.
func withArticle(_ tag: Tag) -> String {
  let name = tag.description
  let isVowel = "AEIO".unicodeScalars.contains { $0 == name.unicodeScalars.first }
  return (isVowel ? "an " : "a ") + name
}
