// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit
internal import Preflight

/// The result of reading the form: one entry for each request, and what else the input contains.
struct PageReading {
  /// The maximum number of requests on one page.
  static let limit = 50

  /// An input, or a part of one, that cannot be read.
  struct Failure {
    /// What is wrong, without a full stop.
    let message: String
    /// What to do, without a full stop; nil without advice.
    let advice: String?
  }

  /// The requests that are shown.
  private(set) var entries: [PageEntry] = []
  /// All requests.
  private(set) var reports: [RequestReport] = []
  /// The number of requests that are not shown.
  var hidden: Int { reports.count - entries.count }
  /// The inputs that cannot be read.
  private(set) var failures: [Failure] = []
  /// The number of inputs that were too complex to read.
  private(set) var complexInputs = 0
  /// Whether the input contains a private key.
  private(set) var hasPrivateKey = false
  /// The CA's answer; nil without one.
  let answer: AnswerReading?
  /// The certificate that was issued; nil without one.
  let certificate: CertificateReading?

  init(_ form: PageForm, with inspector: DatedInspector) {
    var reading = Inputs()
    for input in form.inputs { reading.read(inspector.inspect(input.content, name: input.name)) }
    reports = reading.reports
    failures = reading.failures
    complexInputs = reading.complexInputs
    entries = reports.prefix(PageReading.limit).map { PageEntry($0, form, inspector) }
    answer = AnswerReading(form, order: entries.first?.form, with: inspector)
    certificate = CertificateReading(form, entries: entries, with: inspector)
    hasPrivateKey =
      reading.hasPrivateKey || form.isKeyRemoved || answer?.hasPrivateKey == true || certificate?.hasPrivateKey == true
  }

  /// The number of findings of a severity, inputs that cannot be read and private keys included.
  func count(_ severity: Severity) -> Int {
    let found = entries.reduce(0) { $0 + $1.count(severity) }
    return severity == .error ? found + failures.count + (hasPrivateKey ? 1 : 0) : found
  }

  private struct Inputs {
    var reports: [RequestReport] = []
    var failures: [Failure] = []
    var complexInputs = 0
    var hasPrivateKey = false

    mutating func read(_ inspection: Inspection) {
      hasPrivateKey = hasPrivateKey || inspection.hasPrivateKey
      let source = inspection.name == "pasted" ? "" : "\(inspection.name): "
      for failure in inspection.failures {
        failures.append(Failure(message: "\(source)\(failure)", advice: failure.advice))
      }
      if let complexity = inspection.complexity {
        complexInputs += 1
        failures.append(Failure(message: "\(source)\(complexity)", advice: "paste one CSR at a time"))
      } else if inspection.isEmpty, inspection.failures.isEmpty {
        failures.append(Failure(message: "\(source)\(inspection.explanation.message)", advice: inspection.advice))
      }
      reports += inspection.requests
    }
  }
}

/// One request with its order.
struct PageEntry {
  let report: RequestReport
  /// The check of the request for the order.
  let check: OrderCheck
  /// The order, with the parameters for the chosen methods.
  let form: OrderForm
  /// The validation of all names by the chosen methods, or why there is none.
  let plan: Result<ValidationPlan, PlanningError>
  /// The complete order; nil without a product.
  let prepared: PreparedOrder?
  let correction: CorrectedRequest
  /// Whether a parameter of the form decides about the methods, not the choices for the names.
  let isDecidedByForm: Bool
  /// How control of the names is proven, as chosen on the page.
  let methods: MethodChoices

  /// The placeholder of the account's name in the request to send.
  static let loginName = "LOGIN_NAME"

  init(_ report: RequestReport, _ page: PageForm, _ inspector: DatedInspector) {
    self.report = report
    let product = page.order.selection?.certificate
    var form = page.order
    var check = inspector.check(report, for: form)
    var plan = Result { () throws(PlanningError) in try inspector.plan(report, for: check.effective) }
    isDecidedByForm = PageEntry.methodParameters.contains(where: form.contains)
    methods = page.methods
    if !isDecidedByForm {
      plan = plan.map { page.methods.applied(to: $0, isList: product?.isMultiDomain ?? true) }
      if let product, case .success(let plan) = plan, let parameters = plan.parameters(for: product) {
        for parameter in parameters { form.set(parameter.name.spelling, to: parameter.value) }
        check = inspector.check(report, for: form)
      }
    }
    (self.form, self.check, self.plan) = (form, check, plan)
    prepared = product == nil ? nil : PageEntry.prepared(form, report, inspector)
    correction = CorrectedRequest(of: report, for: check)
  }

  /// The parameters that choose methods; if the form has one, it decides.
  static let methodParameters: [ParameterName] = [.dcvMethod, .dcvEmailAddresses, .validationTokens]

  private static func prepared(
    _ form: OrderForm, _ report: RequestReport, _ inspector: DatedInspector
  ) -> PreparedOrder {
    var form = form
    form.set(ParameterName.loginName.spelling, to: loginName)
    form.set(ParameterName.loginPassword.spelling, to: Secret.mask)
    return inspector.prepare(form, request: report)
  }
}

extension PageEntry {
  /// The findings on the request, and on the order if a product is chosen; the most severe first.
  var findings: [Finding] {
    let all = check.effective.selection == nil ? report.findings : check.findings
    return Severity.allCases.reversed().flatMap { severity in all.filter { $0.severity == severity } }
  }

  func count(_ severity: Severity) -> Int { findings.count { $0.severity == severity } }

  /// The title of the request: its first name.
  var title: String { report.commonName ?? report.alternativeNameTexts.first ?? "(no name)" }

  /// The parameters that the order needs, without those that published clients omit.
  var missing: [NeededParameter] {
    check.effective.selection == nil ? [] : check.needed.filter { $0.contest == nil }
  }

  /// The findings about each name, the most severe first, by the name in ASCII.
  var findingsByName: [String: [Finding]] {
    var found: [String: [Finding]] = [:]
    for finding in findings.flatMap({ [$0] + $0.consequences }) {
      if let name = finding.concernedName { found[name, default: []].append(finding) }
    }
    return found
  }

  /// The validation of the names that can be certified and proven; nil if there is none.
  var publishable: ValidationPlan? {
    guard case .success(let plan) = plan else { return nil }
    let problems = findingsByName
    let kept = plan.choosing { name in
      let isCertifiable = problems[name.name.ascii]?.contains { $0.severity == .error } != true
      return isCertifiable && name.isPossible ? name.method : nil
    }
    return kept.names.isEmpty ? nil : kept
  }
}

extension DatedInspector {
  /// Plans the validation of an order: for its names, by its methods.
  fileprivate func plan(_ report: RequestReport, for order: EffectiveOrder) throws(PlanningError) -> ValidationPlan {
    var question = PlanQuestion()
    question.form = order.selection == nil ? nil : order.form
    question.uniqueValue = order.value(.uniqueValue).flatMap { try? UniqueValue($0) }
    return try plan(report, for: question)
  }
}
