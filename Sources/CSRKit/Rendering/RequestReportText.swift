// SPDX-License-Identifier: Apache-2.0
internal import KeyAudit
internal import OpenSSLBridge
internal import PKCS10
internal import Preflight

extension RequestReport {
  /// The report for a person: what the request is about, the key, the signature, the rest, the findings with their fixes.
  public func text(style: Style) -> String {
    var table = Table(labelWidth: 14, style: style)
    let der = request.der
    let bytes = der.span
    table.add("Common name", commonNames(style))
    table.add("Names", names(style))
    table.add("Key", keyLine(style))
    table.add("Key audit", auditLine(style))
    table.add("Signature", signatureLine(style))
    table.add("Subject", request.subject.filter { $0.oid.known != .commonName }.map { subjectLine($0) })
    table.add("Extensions", request.extensions.filter { $0.oid.known != .subjectAltName }.map { extensionLine($0) })
    table.add("Attributes", request.attributes.compactMap { attributeLine($0) })
    if request.version != 0 { table.add("Version", request.version.map(String.init) ?? "missing") }
    table.add("Size", "\(bytes.count) bytes of DER")
    table.add("MD5", md5.hex(upperCase: true))
    table.add("SHA-1", sha1.hex())
    table.add("SHA-256", sha256.hex())
    table.add("Key SHA-256", keySHA256.hex())
    if let key = source.privateKey {
      table.add("Private key", style.bad("stands in the same input, on line \(key.line): never send it to anyone"))
    }
    if !source.repairs.isEmpty { table.add("Undone", source.repairs.map(\.summary)) }
    return style.strong(heading) + "\n" + table.text + FindingsText.text(findings, style: style)
  }

  /// One line: name, key, signature, number of names, the gravest finding.
  public func shortText(style: Style) -> String {
    let name = commonNames(.plain).first ?? "(no common name)"
    let count = request.subjectAlternativeNames.count
    let verdict =
      switch worst {
      case nil: style.good("ok")
      case .info: style.good("ok, \(findings.count) notes")
      case .warning: style.doubtful("\(findings.count) findings")
      case .error: style.bad(predictedText ?? "\(findings.count) findings")
      }
    return [heading, name, keyLine(style), signatureLine(style), "\(count) names", verdict].joined(separator: "  ")
      + "\n"
  }

  private var predictedText: String? {
    let code = findings.first(where: \.isRefusal)?.predicts
    return code.map { "error \($0)" }
  }

  private var heading: String {
    source.index == 0
      ? visible(source.name) : "\(visible(source.name)) (request \(source.index + 1), line \(source.line))"
  }

  private func commonNames(_ style: Style) -> [String] {
    let der = request.der
    let names = request.subject.filter { $0.oid.known == .commonName }.map { visible($0.displayText(in: der.span)) }
    return names.isEmpty ? [style.doubtful("(none)")] : names
  }

  func names(_ style: Style) -> [String] {
    let der = request.der
    let names = request.subjectAlternativeNames.map { name in
      let text = visible(name.text(in: der.span).text)
      return name.kind == .dns ? text : "\(text) " + style.faint("(\(name.kind.name))")
    }
    return names.isEmpty ? [style.faint("(no subject alternative names)")] : names
  }

  func keyLine(_ style: Style) -> String {
    let key = request.publicKey
    let der = request.der
    let bytes = der.span
    var parts = [key.displayName(in: bytes)]
    if let curve = key.curveName(in: bytes) {
      parts.append(curve)
    } else if let bits = key.bitCount {
      parts.append("\(bits) bits")
    } else {
      parts.append("\(key.bits.count) bytes")
    }
    if case .rsa(let rsa) = key.key {
      let exponent = Decimal.text(rsa.exponent, in: bytes)
      if exponent != "65537" { parts.append("exponent \(exponent)") }
    }
    return parts.joined(separator: " ") + mark("key.", style)
  }

  /// What the audit of the key says, and what it could not see.
  func auditLine(_ style: Style) -> String {
    let gap = keyVerdict.notChecked.first.map { style.faint("; open: " + $0.sentence) } ?? ""
    switch keyVerdict.outcome {
    case .clean: return style.good("clean") + gap
    case .weak: return style.doubtful("weak")
    case .compromised, .invalid: return style.bad(keyVerdict.outcome.rawValue)
    }
  }

  func signatureLine(_ style: Style) -> String {
    let oid = request.signatureAlgorithm.oid
    let der = request.der
    let name = oid.known?.name ?? oid.dotted(in: der.span)
    let parameters = request.pssParameters.map { " (\($0.hash), salt \($0.saltLength))" } ?? ""
    let state =
      switch signature {
      case .valid: style.good("valid")
      case .invalid: style.bad("INVALID")
      case .notCheckable: style.doubtful("not checked")
      }
    let weak = SignatureAlgorithm(oid).isWeak ? style.doubtful(" (weak)") : ""
    return name + parameters + weak + ", " + state
  }

  /// The word beside a value that a rule objects to.
  private func mark(_ family: String, _ style: Style) -> String {
    let worst = findings.filter { $0.rule.id.hasPrefix(family) }.map(\.severity).max()
    return worst == .error ? style.bad(" (refused)") : worst == .warning ? style.doubtful(" (doubtful)") : ""
  }

  func subjectLine(_ attribute: NameAttribute) -> String {
    let der = request.der
    let bytes = der.span
    return "\(attribute.oid.known?.name ?? attribute.oid.dotted(in: bytes)) = "
      + visible(attribute.displayText(in: bytes))
  }

  func extensionLine(_ requested: RequestedExtension) -> String {
    let der = request.der
    let bytes = der.span
    let name = requested.oid.known?.name ?? requested.oid.dotted(in: bytes)
    return name + (requested.isCritical ? " (critical)" : "") + ": " + visible(requested.displayText(in: bytes))
  }

  func attributeLine(_ attribute: RequestAttribute) -> String? {
    let known = attribute.oid.known
    guard known != .extensionRequest, known != .microsoftExtensionRequest else { return nil }
    let der = request.der
    let bytes = der.span
    return "\(known?.name ?? attribute.oid.dotted(in: bytes)): " + visible(attribute.displayText(in: bytes))
  }
}

/// What a report says of one thing: what a person reads, without colour, and safe for a terminal.
extension RequestReport {
  /// Algorithm and size of the key, such as `RSA 2048 bits`, with a word of doubt where a rule objects.
  public var keyText: String { keyLine(.plain) }

  /// Algorithm of the signature and whether it holds.
  public var signatureText: String { signatureLine(.plain) }

  /// The subject alternative names, each with its kind unless that is a DNS name; empty where there are none.
  public var alternativeNameTexts: [String] { request.subjectAlternativeNames.isEmpty ? [] : names(.plain) }

  /// The subject's attributes as `name = value`, in the request's order.
  public var subjectTexts: [String] { request.subject.map(subjectLine) }

  /// The requested extensions but for the names, then the attributes.
  public var extensionTexts: [String] {
    request.extensions.filter { $0.oid.known != .subjectAltName }.map(extensionLine)
      + request.attributes.compactMap(attributeLine)
  }
}

extension Style {
  /// Without colour.
  static let plain = Style(usesColor: false)
}
