// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import ProbeBridge

/// Finds the CAA records that apply to a name and decides whether Sectigo may issue (RFC 8659 §3).
struct CAAProbe {
  /// The most records that a fix removes; a set may hold hundreds.
  private static let maximumEdits = 20

  let host: String
  let isWildcard: Bool
  /// The labels of the validation method (RFC 8657 §4; BR 4.2.2.1).
  let method: [String]
  let options: NameOptions

  /// Queries the host and its parents, up to the first with CAA records.
  func run(_ resolver: borrowing UnboundResolver) -> [ProbeFinding] {
    let labels = host.split(separator: ".")
    for count in labels.indices {
      let domain = labels[count...].joined(separator: ".")
      do throws(DNSFailure) {
        let answer = try resolver.ask(domain, .caa, milliseconds: options.remaining)
        if let finding = ProbeFinding(answer, domain, .caa) { return [finding] }
        if !answer.records.isEmpty { return judge(answer.records, at: domain) }
      } catch {
        return [ProbeFinding(error, domain, .caa)]
      }
    }
    return [ProbeFinding(.info, .caaNone, "no CAA records, so every CA may issue")]
  }

  private func judge(_ data: [[UInt8]], at domain: String) -> [ProbeFinding] {
    let place = domain == host ? domain : "\(domain), which also applies to \(host),"
    let policy = CAAPolicy(records: data.compactMap(CAARecord.init))
    let malformed = data.filter { CAARecord($0) == nil }
    guard malformed.isEmpty else {
      let edits = malformed.prefix(CAAProbe.maximumEdits).map { "remove: \(domain). CAA \(CAARecord.generic($0))" }
      return [
        ProbeFinding(
          .error, .caaMalformed, "a CAA record at \(domain) is malformed", fix: fix(edits, leaving: policy, at: domain))
      ]
    }
    let strange = policy.unknownCritical
    if let first = strange.first {
      let edits = strange.prefix(CAAProbe.maximumEdits).map { "remove: \(domain). CAA \($0.text)" }
      return [
        ProbeFinding(
          .error, .caaForbids,
          "CAA at \(place) has the unknown critical property \(Excerpt.of(first.tag)), which forbids every CA to issue, "
            + "whatever other records allow (RFC 8659 §4.1)",
          fix: fix(edits, leaving: CAAPolicy(records: policy.records.filter { !strange.contains($0) }), at: domain))
      ]
    }
    guard let obstacle = policy.obstacle(isWildcard: isWildcard) else { return allowed(policy, domain) }
    return [ProbeFinding(.error, .caaForbids, "CAA at \(place) \(obstacle)", fix: fix([], leaving: policy, at: domain))]
  }

  /// The edits, and one more if the records that they leave do not allow Sectigo.
  private func fix(_ edits: [String], leaving policy: CAAPolicy, at domain: String) -> String {
    guard policy.obstacle(isWildcard: isWildcard) != nil else { return edits.joined(separator: "; ") }
    let property = policy.property(isWildcard: isWildcard)
    return (edits + ["add: \(domain). CAA 0 \(property) \"sectigo.com\""]).joined(separator: "; ")
  }

  /// CAA names Sectigo; its parameters can still exclude the method or the account.
  private func allowed(_ policy: CAAPolicy, _ domain: String) -> [ProbeFinding] {
    let ready = ProbeFinding(.info, .caaReady, "CAA at \(domain) allows Sectigo to issue")
    let records = policy.ours(isWildcard: isWildcard)
    // One record without an obstacle is enough.
    let faults = records.map { CAAParameterFault($0.parameters, method: method) }
    guard !faults.isEmpty, !faults.contains(nil), let fault = faults.compactMap(\.self).first,
      let record = records.first
    else { return [ready] }
    let isBinding = (options.options.day ?? CAAParameterFault.bindingFrom) >= CAAParameterFault.bindingFrom
    let wanted = method.first.map { "; validationmethods=\($0)" } ?? ""
    let value = "sectigo.com\(fault.kind == .caaMethod ? wanted : "")"
    let severity: ProbeFinding.Severity = isBinding && fault.kind != .caaAccount ? .error : .warning
    return [
      ProbeFinding(
        severity, fault.kind,
        "CAA at \(domain) allows Sectigo, but \(fault.reason); CAs must honor that from \(CAAParameterFault.bindingFrom)",
        fix: "remove: \(domain). CAA \(record.text); add: \(domain). CAA \(record.flags) \(record.tag) \"\(value)\"")
    ]
  }
}

extension ProbeTarget.Proof {
  /// The labels of the method in `validationmethods`: change of a website, DNS change, mail to a constructed address.
  var labels: [String] {
    switch self {
    case .file: ["ca-tbr-18"]
    case .cname, .txt: ["ca-tbr-7", "dns-01"]
    case .nothing: ["ca-tbr-4"]
    }
  }
}

/// A CAA property (RFC 8659 §4.1).
package struct CAARecord: Hashable {
  package let flags: UInt8
  /// The tag in lower case.
  package let tag: String
  package let value: String
  private let octets: [UInt8]

  /// Reads the data of a record; nil when it is malformed.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count >= 2, bytes[1] > 0, bytes.count >= 2 + Int(bytes[1]) else { return nil }
    flags = bytes[0]
    tag = String(decoding: bytes[2..<(2 + Int(bytes[1]))], as: UTF8.self).lowercased()
    octets = Array(bytes[(2 + Int(bytes[1]))...])
    value = String(decoding: octets, as: UTF8.self)
  }

  package var isCritical: Bool { flags & 0x80 != 0 }

  /// The flags, the tag and the value as in a zone file (RFC 8659 §4.1.1); a long value is cut.
  package var text: String {
    var text = ""
    for byte in octets.prefix(CAARecord.maximumShown) {
      switch byte {
      case 0x22, 0x5C: text += "\\" + String(UnicodeScalar(byte))
      case 0x20...0x7E: text += String(UnicodeScalar(byte))
      default: text += RecordData.decimalEscape(byte)
      }
    }
    let isShort = octets.count <= CAARecord.maximumShown
    let isPlain = tag.utf8.allSatisfy(CAARecord.isAlphanumeric)
    return "\(flags) \(isPlain ? tag : Excerpt.of(tag)) \"\(text)\"\(isShort ? "" : "…")"
  }

  /// Data as in a zone file for any type (RFC 3597 §5); long data is cut.
  static func generic(_ data: [UInt8]) -> String {
    "\\# \(data.count) \(Hexadecimal.text(Array(data.prefix(maximumShown))))" + (data.count > maximumShown ? "…" : "")
  }

  private static let maximumShown = 255

  /// The CA's domain in an issue property, empty when no CA may issue; parameters follow a semicolon (RFC 8659 §4.2).
  package var issuer: String { CAARecord.trimmed(value.prefix { $0 != ";" }).lowercased() }

  /// The parameters in order, or nil if they cannot be parsed, so that the property permits nobody (RFC 8659 §4.2).
  package var parameters: [(tag: String, value: String)]? {
    guard let semicolon = value.firstIndex(of: ";") else { return [] }
    let text = CAARecord.trimmed(value[value.index(after: semicolon)...])
    guard !text.isEmpty else { return [] }
    var parameters: [(tag: String, value: String)] = []
    for part in text.split(separator: ";", omittingEmptySubsequences: false) {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2 else { return nil }
      let (tag, value) = (CAARecord.trimmed(halves[0]), CAARecord.trimmed(halves[1]))
      let isTag = tag.utf8.allSatisfy { CAARecord.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
      guard isTag, !tag.hasPrefix("-"), !tag.hasSuffix("-"), !tag.isEmpty,
        value.utf8.allSatisfy({ 0x21...0x7E ~= $0 && $0 != UInt8(ascii: ";") })
      else { return nil }
      parameters.append((tag, value))
    }
    return parameters
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}

/// Why the parameters of a property for Sectigo exclude an order (RFC 8657).
struct CAAParameterFault: Equatable {
  /// The first day on which CAs must honor the parameters (BR 4.2.2.1).
  static let bindingFrom = IndustryDate.caaParameters.day

  let kind: ProbeFinding.Kind
  let reason: String

  /// - Parameters:
  ///   - parameters: the parameters, or nil if they cannot be parsed.
  ///   - method: the labels of the validation method; one of them is enough.
  init?(_ parameters: [(tag: String, value: String)]?, method: [String]) {
    guard let parameters else {
      (kind, reason) = (
        .caaMalformed, "its parameters cannot be parsed, so that the record permits nobody (RFC 8659 §4.2)"
      )
      return
    }
    let lists = parameters.filter { $0.tag.lowercased() == "validationmethods" }
    for list in lists {
      let labels = list.value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard !labels.contains(where: method.contains) else { continue }
      (kind, reason) = (
        .caaMethod, "validationmethods=\(Excerpt.of(list.value)) does not list \(method.joined(separator: " or "))"
      )
      return
    }
    guard let account = parameters.first(where: { $0.tag.lowercased() == "accounturi" }) else { return nil }
    (kind, reason) = (
      .caaAccount,
      "accounturi=\(Excerpt.of(account.value)) limits it to one account, and the form of the CA's accounts is not public"
    )
  }
}

/// Whether a set of CAA records allows Sectigo to issue (RFC 8659 §4).
struct CAAPolicy {
  /// The domains that Sectigo recognizes as its own (Sectigo, CAA records).
  private static let issuers: Set = [
    "sectigo.com", "trust-provider.com", "usertrust.com", "comodoca.com", "comodo.com",
  ]
  private static let known: Set = [
    "issue", "issuewild", "iodef", "contactemail", "contactphone", "issuemail", "issuevmc",
  ]

  let records: [CAARecord]

  /// The critical properties that no CA knows; one forbids issuance whatever else is published (RFC 8659 §4.1).
  var unknownCritical: [CAARecord] { records.filter { $0.isCritical && !CAAPolicy.known.contains($0.tag) } }

  /// The property to which a CA is added, so that the records for other names keep their meaning.
  func property(isWildcard: Bool) -> String {
    isWildcard && records.contains { $0.tag == "issuewild" } ? "issuewild" : "issue"
  }

  /// The properties that decide, and those of them that name Sectigo.
  private func deciding(_ isWildcard: Bool) -> [CAARecord] {
    let wild = records.filter { $0.tag == "issuewild" }
    return isWildcard && !wild.isEmpty ? wild : records.filter { $0.tag == "issue" }
  }

  func ours(isWildcard: Bool) -> [CAARecord] { deciding(isWildcard).filter { CAAPolicy.issuers.contains($0.issuer) } }

  /// Why Sectigo must not issue, as the rest of a sentence; nil when it may.
  func obstacle(isWildcard: Bool) -> String? {
    let deciding = deciding(isWildcard)
    guard !deciding.isEmpty, ours(isWildcard: isWildcard).isEmpty else { return nil }
    let named = Set(deciding.map(\.issuer)).sorted().filter { !$0.isEmpty }
    guard !named.isEmpty else { return "allows no CA to issue" }
    // A set may hold hundreds of issuers.
    let shown = named.prefix(10).map { Excerpt.of($0, limit: 60) }.joined(separator: ", ")
    return "allows only \(shown)\(named.count > 10 ? " and \(named.count - 10) more" : "") to issue"
  }
}
