// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

/// The parameters of a form: their names, and whether they are required, allowed and used.
extension Rule {
  static let formUnknownParameter = Rule.order(
    "form.unknown-parameter", .error, predicts: -2,
    summary: "a form parameter must be one of the API's, spelled as in the reference",
    fix: "correct the parameter's name or leave it out",
    citations: ["AutoApplySSL error -2", "AutoApplySSL request parameters"]
  ) { examination, reporter in
    for note in examination.order.form.notes {
      switch note {
      case .unknownName(let name, _, _) where ParameterCatalog.sampled.contains(name):
        reporter.report(
          "parameter \(quoted(name)) is in the reference's sample request, but not in its table of parameters",
          field: name, fix: "leave it out, unless your account manager confirms its purpose", certainty: .inferred,
          item: name)
      case .unknownName(Secret.mask, _, _):
        reporter.report(
          "the text after the password is not an API parameter; it is hidden, because it may be part of the password",
          field: Secret.mask,
          fix: "percent-encode a password that contains &, or correct the name of the parameter after it",
          item: Secret.mask)
      case .otherEndpoint(let name, _, let endpoints, let nearest):
        reporter.report(
          "parameter \(quoted(name)) belongs to \(FormNote.list(endpoints)), not to AutoApplySSL", field: name,
          fix: "leave it out" + (nearest.map { ", or write \($0) if you meant that" } ?? ""), item: name)
      case .unknownName(let name, _, let nearest):
        reporter.report(
          "parameter \(quoted(name)) is not in the API, whose names are case-sensitive", field: name,
          fix: nearest.map { "write \($0), or leave the parameter out" }, item: name)
      case .wrongCase(let name, _, let parameter):
        reporter.report(
          "parameter \(quoted(name)) has the wrong case: the API's names are case-sensitive", field: name,
          fix: "write \(parameter)", item: name)
      default:
        continue
      }
    }
  }

  static let formRepeatedParameter = Rule.order(
    "form.repeated-parameter", .warning, .inferred,
    summary: "a parameter must not be given more than once",
    fix: "keep one of them: the CA does not document which one it uses",
    citations: ["AutoApplySSL request parameters"]
  ) { examination, reporter in
    for note in examination.order.form.notes {
      guard case .duplicate(let name, _, _, let isSameValue) = note else { continue }
      reporter.report(
        "parameter \(quoted(name)) is repeated with \(isSameValue ? "the same" : "another") value", field: name)
    }
  }

  static let formSynonym = Rule.order(
    "form.synonym", .info,
    summary: "a parameter should be given under its current name",
    fix: "use the current name: the old one is kept only for old clients",
    citations: ["AutoApplySSL personalIdentifier"]
  ) { examination, reporter in
    for note in examination.order.form.notes {
      guard case .synonym(let name, _, let parameter) = note else { continue }
      reporter.report("\(quoted(name)) is an old name of \(parameter)", field: name, fix: "write \(parameter)")
    }
  }

  static let formInapplicableParameter = Rule.order(
    "form.inapplicable-parameter", .error, predicts: -83,
    summary: "a parameter must apply to the ordered product",
    fix: "leave the parameter out, or order a product to which it applies",
    citations: ["AutoApplySSL error -83", "AutoApplySSL request parameters: descriptions"]
  ) { examination, reporter in
    guard let product = examination.product else { return }
    for name in examination.order.inapplicable {
      let scope = name.parameter.scope
      if let contest = scope.contest {
        reporter.report(
          "\(name) applies only to \(scope.value), but the order is for product \(product.code) (\(product.name)); "
            + "the reference's own sample sends it for another product", parameter: name, contest: contest)
        continue
      }
      let isDocumented = scope.certainty == .documented
      reporter.report(
        "\(name) applies only to \(scope.value), but the order is for product \(product.code) (\(product.name))",
        parameter: name, severity: isDocumented ? .error : .warning,
        certainty: PredictionCertainty(scope.certainty))
    }
  }

  static let formIgnoredParameter = Rule.order(
    "form.ignored-parameter", .info,
    summary: "a parameter should have an effect on the order",
    fix: "leave the parameter out",
    citations: ["AutoApplySSL request parameters: descriptions"]
  ) { examination, reporter in
    let order = examination.order
    let inapplicable = order.inapplicable
    for name in order.values.written where order.isGiven(name) && !inapplicable.contains(name) {
      let condition = name.parameter.ignoredWhen
      guard condition.holds(in: order.values)
      else { continue }
      reporter.report("\(name) has no effect, because \(condition)", field: name.spelling)
    }
  }

  static let formReferenceReused = Rule.order(
    "form.reference-reused", .error, predicts: -4, .local,
    summary: "with checkFONIsUnique=Y, foreignOrderNumber must not be that of an earlier order",
    fix: "choose a new foreignOrderNumber, or leave checkFONIsUnique out",
    citations: ["AutoApplySSL checkFONIsUnique", "AutoApplySSL foreignOrderNumber"]
  ) { examination, reporter in
    guard let earlier = examination.earlierReference else { return }
    let name = quoted(examination.order.value(.foreignOrderNumber) ?? "")
    reporter.report(
      "foreignOrderNumber \(name) was used at \(earlier.time); the reference has no specific error code for this",
      parameter: .foreignOrderNumber)
  }

  static let formCallback = Rule.order(
    "form.callback", .error, predicts: -4, .inferred,
    summary: "a completed callback must have isAppRepValidated=Y, and a callback by the CA must have a contact",
    fix: "send isAppRepValidated=Y, or leave the callback to the CA",
    citations: ["AutoApplySSL isCallbackCompleted", "AutoApplySSL callbackMethod"]
  ) { examination, reporter in
    let order = examination.order
    guard order.isGiven(.callbackMethod) || order.isGiven(.isCallbackCompleted) else { return }
    if order.value(.isCallbackCompleted) == "Y", order.value(.isAppRepValidated) == "N" {
      reporter.report(
        "isCallbackCompleted is Y, but isAppRepValidated is N: a completed callback requires Y in both",
        parameter: .isAppRepValidated)
    }
    let target: ParameterName? =
      switch order.value(.callbackMethod) {
      case "T": .appRepTelephone
      case "E": .appRepEmailAddress
      default: nil
      }
    guard let target, !order.isGiven(target), order.value(.isCallbackCompleted) != "Y" else { return }
    reporter.report(
      "callbackMethod selects \(target), which is missing", field: target.spelling, severity: .warning,
      fix: "send \(target)", predicts: .nothing)
  }

  static let formMissingParameter = Rule.order(
    "form.missing-parameter", .error, predicts: -3,
    summary: "the form must have every parameter that the product requires and the request does not provide",
    fix: "add the parameter",
    citations: ["AutoApplySSL error -3", "AutoApplySSL request parameters: requirement"]
  ) { examination, reporter in
    let order = examination.order
    let needs = order.needs()
    reporter.reportContested(needs.filter { $0.contest != nil })
    for need in needs where need.contest == nil && !reportedByOthers.contains(need.name) {
      let row = need.name.parameter
      let others = need.alternatives.map(\.spelling).joined(separator: " or ")
      if order.mode == .requestOnly, row.subjectAttribute != nil {
        reporter.reportMissingInRequest(need, others, isGiven: order.form[need.name]?.isEmpty == false)
        continue
      }
      let reason = need.because.value == .always ? "" : "; it is required when \(need.because.value)"
      let isHidden = row.subjectAttribute?.value(in: order.request) != nil && order.mode == .parametersOnly
      reporter.report(
        "\(need.name) is missing\(reason)" + (isHidden ? "; the request has it, but mode P ignores the request" : ""),
        parameter: need.name, fix: "add \(need.name)" + (others.isEmpty ? "" : ", or \(others)"),
        certainty: PredictionCertainty(need.because.certainty))
    }
  }

  /// The parameters that identifier.roles-missing and merge.organization-missing report.
  private static let reportedByOthers = ParameterSet(PSD2Roles.parameters + [.organizationName])
}

extension Reporter {
  /// Reports the missing parameters that the reference requires and published clients omit, in one finding.
  fileprivate mutating func reportContested(_ needs: [NeededParameter]) {
    guard let first = needs.first, let contest = first.contest else { return }
    let isOne = needs.count == 1
    let others = needs.dropLast().map(\.name.spelling).joined(separator: ", ")
    let list = (isOne ? "" : others + " and ") + (needs.last?.name.spelling ?? "")
    report(
      "\(list) \(isOne ? "is" : "are") missing: the reference requires \(isOne ? "it" : "them"), but published clients "
        + "order DV certificates without \(isOne ? "it" : "them")",
      parameter: first.name, contest: contest,
      fix: "take no action unless the CA returns -3; then add \(list)")
  }

  /// Reports a value that mode C takes from the request, which does not have it.
  ///
  /// The error code is not documented; -8 is the code for fields of the request.
  fileprivate mutating func reportMissingInRequest(_ need: NeededParameter, _ others: String, isGiven: Bool) {
    report(
      "\(need.name) is missing from the request, and mode C takes it only from there"
        + (isGiven ? "; the form's value is ignored" : ""),
      field: need.name.spelling,
      fix: "send prioritiseCSRValues=Y, or create a new CSR with \(need.name)"
        + (others.isEmpty ? "" : " or \(others)"),
      predicts: .error(.missingField), certainty: .inferred)
  }
}
