// SPDX-License-Identifier: Apache-2.0
internal import KeyAudit
internal import OpenSSLBridge
internal import PKCS10
internal import Preflight

extension RequestReport {
  /// The complete report as text: the content of the request, then the findings with their fixes.
  package func text(style: Style) -> String {
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
      table.add("Private key", style.bad("in the same input, at line \(key.line): never send it to anyone"))
    }
    if !source.repairs.isEmpty { table.add("Repaired", source.repairs.map(\.summary)) }
    return style.strong(heading) + "\n" + table.text + FindingsText.text(findings, style: style)
  }

  /// The report as one line: name, key, signature, number of names, most severe finding.
  package func shortText(style: Style) -> String {
    let name = commonNames(.plain).first ?? "(no common name)"
    let count = request.subjectAlternativeNames.count
    let verdict =
      switch worst {
      case nil: style.good("ok")
      case .info: style.good("ok, \(RequestReport.count(findings.count, "note"))")
      case .warning: style.doubtful(RequestReport.count(findings.count, "finding"))
      case .error: style.bad(predictedText ?? RequestReport.count(findings.count, "finding"))
      }
    return [heading, name, keyLine(style), signatureLine(style), RequestReport.count(count, "name"), verdict].joined(
      separator: "  ")
      + "\n"
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
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

  /// The result of the key audit, and the first check that could not be made.
  func auditLine(_ style: Style) -> String {
    let gap =
      keyVerdict.notChecked.first { _ in signature == .valid }
      .map { style.faint("; not checked: " + $0.sentence) } ?? ""
    if !evidence.isKeyProven, keyVerdict.outcome < .compromised || keyVerdict.outcome == .invalid {
      return style.doubtful("not conclusive: the signature does not verify")
    }
    switch keyVerdict.outcome {
    case .clean: return style.good("clean") + gap
    case .weak: return style.doubtful("weak")
    case .compromised, .invalid: return style.bad(keyVerdict.outcome.rawValue)
    }
  }

  func signatureLine(_ style: Style) -> String {
    let oid = request.signatureAlgorithm.oid
    guard request.signatureGap == nil else {
      return request.signatureAlgorithmName + ", " + style.bad("not signed")
    }
    let name = request.signatureAlgorithmName
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

  /// A mark for a value with an error or warning of a rule in this family.
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

// The parts of a report as text, without color and safe for a terminal.
extension RequestReport {
  /// The algorithm and size of the key, such as `RSA 2048 bits`, with a mark if a rule reports an error or warning.
  public var keyText: String { keyLine(.plain) }

  /// The algorithm and status of the signature.
  public var signatureText: String { signatureLine(.plain) }

  /// The subject alternative names, each with its type unless it is a DNS name.
  public var alternativeNameTexts: [String] { request.subjectAlternativeNames.isEmpty ? [] : names(.plain) }

  /// The subject attributes as `name = value`, in the order of the request.
  public var subjectTexts: [String] { request.subject.map(subjectLine) }

  /// The requested extensions except the subject alternative names, then the attributes.
  public var extensionTexts: [String] {
    request.extensions.filter { $0.oid.known != .subjectAltName }.map(extensionLine)
      + request.attributes.compactMap(attributeLine)
  }
}

extension Style {
  /// A style without color.
  static let plain = Style(usesColor: false)
}
