// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase
internal import OpenSSLBridge
internal import PKCS10

/// The commands for a POSIX shell, each with a new key.
extension CorrectedRequest {
  /// `csrkit new …`, which checks the new request for the product.
  public var csrkitCommand: String {
    var options = names.map { "--name \(ShellText.word($0))" }
    if let productText { options.append("--product \(ShellText.word(productText))") }
    if !entries.isEmpty {
      let pairs = entries.map { DistinguishedName.pair(oid: $0.oid, value: $0.value) }
      options.append("--subject \(ShellText.quoted(pairs.joined(separator: ", ")))")
    }
    if kind != .p256 { options.append("--key \(kind)") }
    return CorrectedRequest.command("csrkit new", options)
  }

  /// `openssl req …`.
  public var openSSLCommand: String {
    let file = RequestPlan(names: names).fileName
    var options = ["-keyout \(file).key -out \(file).csr"]
    let plan = content
    var subject = ""
    for entry in plan.subject {
      subject += "/\(CorrectedRequest.type(entry.oid))=\(CorrectedRequest.escaped(entry.value))"
    }
    if !subject.utf8.allSatisfy({ $0 < 0x80 }) { options.append("-utf8") }
    options.append("-subj \(ShellText.quoted(subject.isEmpty ? "/" : subject))")
    let alternatives = names.map { (IPAddress($0) == nil ? "DNS:" : "IP:") + $0 }
    options.append("-addext \(ShellText.quoted("subjectAltName=" + alternatives.joined(separator: ",")))")
    return CorrectedRequest.command("openssl req -new -nodes \(keyOptions)", options)
  }

  private var keyOptions: String {
    switch kind {
    case .rsa(let bits): "-newkey rsa:\(bits) -sha256"
    case .p256: "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -sha256"
    case .p384: "-newkey ec -pkeyopt ec_paramgen_curve:P-384 -sha384"
    case .p521: "-newkey ec -pkeyopt ec_paramgen_curve:P-521 -sha512"
    }
  }

  private var content: RequestContent {
    var plan = RequestPlan(names: names)
    plan.subject = subject
    return plan.content
  }

  /// The subject without the common name, which `csrkit new` takes from the names, in its order.
  private var entries: [RequestContent.SubjectEntry] {
    content.subject.filter { $0.oid != KnownOID.commonName.dotted }
  }

  private static func command(_ start: String, _ options: [String]) -> String {
    ([start] + options).joined(separator: " \\\n  ") + "\n"
  }

  /// The names of attribute types that OpenSSL knows: the usual short ones, otherwise those of the standard.
  private static func type(_ oid: String) -> String {
    let short = ["2.5.4.3": "CN", "2.5.4.6": "C", "2.5.4.7": "L", "2.5.4.8": "ST", "2.5.4.10": "O"]
    return short[oid] ?? KnownOID.find(dotted: oid)?.name ?? oid
  }

  /// A value without the characters that have a meaning in the argument of `-subj`.
  private static func escaped(_ value: String) -> String {
    value.map { "\\/+".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
