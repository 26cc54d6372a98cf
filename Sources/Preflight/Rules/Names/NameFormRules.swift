// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import DomainNames

/// The characters and labels of names.
extension Rule {
  static let nameIsURL = Rule(
    "name.url", .error, predicts: -23, .inferred,
    summary: "a name must be a host name only, without a scheme, user, port or path",
    fix: "create a new CSR with the host name only, such as www.example.com",
    citations: ["DecodeCSR errors -23, -24 and -25", "BR 7.1.2.7.12"]
  ) { examination, reporter in
    for name in examination.unusualNames {
      guard let fault = name.host.faults.first(where: { $0.isURLPart }) else { continue }
      let code =
        switch fault.kind {
        case .scheme("http"): -23
        case .scheme("https"): -24
        default: -25
        }
      let bare = PlainName.inside(name.host).map { "write \($0) instead, with nothing before or after it" }
      reporter.report(name, "is not a valid host name: \(fault)", commonName: .code(code), fix: bare)
    }
  }

  static let nameUnderscore = Rule(
    "name.underscore", .error, predicts: -25, .inferred, inForce: .underscore,
    summary: "a name must not have an underscore",
    fix: "choose a name without an underscore: DNS allows underscores, but certificates have not since 2019",
    citations: ["BR 7.1.2.7.12", "CA/B Forum ballot SC-12", "DecodeCSR error -25"]
  ) { examination, reporter in
    for name in examination.unusualNames where name.host.faults.contains(where: { $0.kind == .underscore }) {
      reporter.report(name, "has an underscore: certificates must not have such names")
    }
  }

  static let nameIllegalCharacter = Rule(
    "name.illegal-character", .error, predicts: -25, .inferred,
    summary: "a name must have only letters, digits, hyphens and dots; other scripts must be in ASCII form (xn--)",
    fix: "create a new CSR with a host name that has only letters, digits, hyphens and dots",
    citations: ["DecodeCSR error -25", "RFC 1123 §2.1", "BR 7.1.2.7.12"]
  ) { examination, reporter in
    for name in examination.unusualNames where !name.host.faults.contains(where: \.isURLPart) {
      guard let fault = name.host.faults.first(where: { $0.isIllegalCharacter }) else { continue }
      let remedy = NameRemedy(name)
      let reason = remedy?.reason(name.host.text) ?? name.explain(fault)
      reporter.report(name, "is not a valid host name: \(reason)", fix: remedy?.fix(for: name.origin))
    }
  }

  static let nameReservedLabel = Rule(
    "name.reserved-label", .error, .inferred, inForce: .reservedLabels,
    summary: "a label with hyphens in its third and fourth positions must be xn-- and valid Punycode (a P-Label)",
    fix: "write the ASCII form (xn--) of the intended name, or a name without those two hyphens",
    citations: ["BR 7.1.2.7.12", "BR 1.6.1 P-Label", "RFC 5890 §2.3.1", "CA/B Forum ballot SC-48"]
  ) { examination, reporter in
    for name in examination.unusualNames {
      guard let fault = name.host.faults.first(where: { $0.isReservedLabel }) else { continue }
      reporter.report(name, "cannot be in a certificate: \(name.explain(fault))")
    }
  }

  static let nameForm = Rule(
    "name.form", .error, .inferred,
    summary: "a name must have at most 253 characters, in labels of 1 to 63 that do not start or end with a hyphen",
    fix: "correct the name and create a new CSR",
    citations: ["RFC 1035 §2.3.4", "RFC 1123 §2.1", "RFC 5890 §2.3.1", "BR 7.1.2.7.12"]
  ) { examination, reporter in
    for name in examination.unusualNames {
      guard let fault = name.host.faults.first(where: { $0.isFormFault }) else { continue }
      let bare = fault.kind == .trailingDot ? name.host.ascii : nil
      reporter.report(
        name, "is not a valid host name: \(name.explain(fault))", fix: bare.map { "write \($0) instead" })
    }
  }

  static let nameLookAlike = Rule(
    "name.look-alike", .warning, .inferred,
    summary: "a label should not mix scripts or look like a label in another script",
    fix: "check that this is the intended name; the CA may hold the order for manual review",
    citations: ["UTS 39 §4", "UTS 39 §5", "BR 4.2.1 High Risk Certificate Requests"]
  ) { examination, reporter in
    for name in examination.unusualNames {
      for lookAlike in name.host.lookAlikes {
        reporter.report(name, "may be mistaken for another name: \(lookAlike)", commonName: .nothing, listed: false)
      }
    }
  }

  static let nameNotIDNA = Rule(
    "name.not-idna", .warning, .inferred,
    summary: "a label that starts with xn-- should be an A-label of IDNA2008, not only valid Punycode (a P-Label)",
    fix: "check that this is the intended name: certificates may have it, but the CA may hold the order for review",
    citations: ["BR 1.6.1 P-Label", "RFC 5892 §2.6", "RFC 5890 §2.3.2.1"]
  ) { examination, reporter in
    for name in examination.unusualNames {
      for label in name.host.labels {
        guard case .pLabel(let reason) = label.kind else { continue }
        reporter.report(
          name, "has the label \(quoted(label.unicode)), which IDNA2008 does not allow: \(reason)",
          commonName: .nothing, listed: false)
        break
      }
    }
  }

  static let nameInternational = Rule(
    "name.international", .info, .inferred,
    summary: "an A-label should encode the intended name",
    fix: "compare the Unicode form with the intended name",
    citations: ["RFC 5890 §2.3.2.1"]
  ) { examination, reporter in
    for name in examination.unusualNames where name.host.labels.contains(where: \.encodesUnicode) {
      reporter.report(name, "reads \(quoted(name.host.unicode))", commonName: .nothing, listed: false)
    }
  }
}

extension ExaminedName {
  /// The description of a fault, with the label quoted.
  fileprivate func explain(_ fault: HostNameFault) -> String { fault.description(in: host.text, quote: quoted) }
}

extension HostNameFault {
  fileprivate var isURLPart: Bool {
    switch kind {
    case .scheme, .userPart, .port, .path: true
    default: false
    }
  }

  fileprivate var isIllegalCharacter: Bool {
    switch kind {
    case .illegalCharacter, .space, .control, .unicodeLabel, .unconvertibleLabel: true
    default: false
    }
  }

  fileprivate var isReservedLabel: Bool {
    switch kind {
    case .reservedLabel, .invalidPunycode, .invalidALabel: true
    default: false
    }
  }

  /// Whether no other rule reports the fault.
  fileprivate var isFormFault: Bool { !isURLPart && !isIllegalCharacter && !isReservedLabel && kind != .underscore }
}
