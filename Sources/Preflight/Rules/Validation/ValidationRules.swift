// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase

extension Rule {
  static let validationList = Rule.order(
    "validation.list", .error, predicts: -4,
    summary: "dcvEmailAddresses or validationTokens must have one item for each name, in order, or one token for all",
    fix: "send one item for each name in the order of domainNames, or only one of the ALL tokens",
    citations: ["AutoApplySSL dcvEmailAddresses", "AutoApplySSL validationTokens", "AutoApplySSL error -4"]
  ) { examination, reporter in
    for fault in examination.order.validation.faults {
      switch fault {
      case .unknownMethod: continue
      case .bothLists, .emptyItem:
        reporter.report(
          "\(fault)", parameter: fault.parameter, severity: .warning, predicts: .nothing, certainty: .inferred)
      case .itemsForDuplicates(_, let distinct, _):
        let item = fault.parameter == .validationTokens ? "token" : "item"
        reporter.report(
          "\(fault)", parameter: fault.parameter, severity: .warning,
          fix: "list each name once, and send \(distinct) \(item)\(distinct == 1 ? "" : "s")", predicts: .nothing,
          certainty: .inferred)
      case .emailAddressUnused:
        reporter.report(
          "\(fault)", parameter: fault.parameter, severity: .info, fix: "leave dcvEmailAddress out", predicts: .nothing)
      default:
        reporter.report("\(fault)", parameter: fault.parameter)
      }
    }
  }

  static let validationImpossible = Rule.order(
    "validation.impossible", .error, predicts: -4, .inferred,
    summary: "the validation method must be able to prove control of the name",
    fix: "use CNAME_CSR_HASH for wildcards and HTTP_CSR_HASH for IP addresses",
    citations: ["BR 3.2.2.4.18", "BR 3.2.2.4.19", "BR 3.2.2.5", "AutoApplySSL dcvMethod"]
  ) { examination, reporter in
    for choice in examination.order.validation.choices {
      guard let obstacle = choice.obstacle, choice.name.origin != .default else { continue }
      let method = choice.method?.rawValue ?? ""
      if examination.product?.covers(choice.name) == false {
        reporter.report(
          "\(method) cannot validate \(quoted(choice.name.given)), which \(examination.productTitle) does not cover",
          field: choice.parameter.spelling, severity: .info,
          fix: "choose a product that covers the name first, then a method that can validate it", predicts: .nothing)
      } else if examination.isChosen(choice.parameter) {
        reporter.report(
          "\(method) cannot validate \(quoted(choice.name.given)): \(obstacle.reason)", parameter: choice.parameter)
      } else {
        reporter.report(
          "default method \(method) cannot validate \(quoted(choice.name.given)): \(obstacle.reason)",
          field: choice.parameter.spelling, severity: .info, predicts: .nothing)
      }
    }
  }

  static let validationEmailDiscouraged = Rule.order(
    "validation.email-discouraged", .warning, .inferred, inForce: .emailDiscouraged,
    summary: "control of names should not be validated by email",
    fix: "use CNAME_CSR_HASH or HTTP_CSR_HASH: email must not be used from "
      + "\(IndustryDate.emailEnds.day), and CAs may end it earlier",
    citations: ["BR 3.2.2.4.4", "CA/B Forum ballot SC-90", "AutoApplySSL dcvMethod"]
  ) { examination, reporter in
    guard examination.asOf < IndustryDate.emailEnds.day, let parameter = EmailSunset.parameter(examination) else {
      return
    }
    let isDefault = !examination.order.isGiven(parameter)
    reporter.report(
      "names are validated by email" + (isDefault ? ", the default method" : "")
        + ": industry rules have discouraged it since \(IndustryDate.emailDiscouraged.day)",
      field: parameter.spelling)
  }

  static let validationEmailForbidden = Rule.order(
    "validation.email-forbidden", .error, predicts: -4, .inferred, inForce: .emailEnds,
    summary: "control of names must not be validated by email",
    fix: "use CNAME_CSR_HASH or HTTP_CSR_HASH",
    citations: ["BR 3.2.2.4.4", "CA/B Forum ballot SC-90"]
  ) { examination, reporter in
    guard let parameter = EmailSunset.parameter(examination) else { return }
    reporter.report(
      "names are validated by email: CAs must not use it since \(IndustryDate.emailEnds.day)", parameter: parameter)
  }
}

/// The end of validation by email (CA/B Forum ballot SC-90).
private enum EmailSunset {
  /// The parameter that selects email; nil if the order does not use it.
  static func parameter(_ examination: borrowing OrderExamination) -> ParameterName? {
    let mails = examination.order.validation.choices.first { $0.method == .email && $0.name.shape != .ipAddress }
    guard let name = mails?.parameter, examination.isChosen(name) else { return nil }
    return name
  }
}
