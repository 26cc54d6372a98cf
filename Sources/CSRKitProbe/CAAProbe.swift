// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import ProbeBridge

/// Finds the CAA records that apply to a name and decides whether Sectigo may issue (RFC 8659 §3).
struct CAAProbe {
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
    let property = isWildcard ? "issuewild" : "issue"
    let place = domain == host ? domain : "\(domain), which also applies to \(host),"
    let fix = "add: \(domain). CAA 0 \(property) \"sectigo.com\""
    let records = data.compactMap(CAARecord.init)
    guard records.count == data.count else {
      return [
        ProbeFinding(.error, .caaMalformed, "a CAA record at \(domain) is malformed", fix: "replace the record; \(fix)")
      ]
    }
    let policy = CAAPolicy(records: records)
    if let strange = policy.unknownCritical {
      return [
        ProbeFinding(
          .error, .caaForbids,
          "CAA at \(place) has the unknown critical property \(Excerpt.of(strange.tag)), which forbids every CA to issue",
          fix: "remove \(domain). CAA 128 \(Excerpt.of(strange.tag)) (RFC 8659 §4.1); no other record can override it")
      ]
    }
    guard let obstacle = policy.obstacle(isWildcard: isWildcard) else { return allowed(policy, domain) }
    return [ProbeFinding(.error, .caaForbids, "CAA at \(place) \(obstacle)", fix: fix)]
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
    let fix =
      "replace: \(domain). CAA 0 \(record.tag) \"sectigo.com\(fault.kind == .caaMethod ? wanted : "")\""
    let severity: ProbeFinding.Severity = isBinding && fault.kind != .caaAccount ? .error : .warning
    return [
      ProbeFinding(
        severity, fault.kind,
        "CAA at \(domain) allows Sectigo, but \(fault.reason); CAs must honor that from \(CAAParameterFault.bindingFrom)",
        fix: fix)
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
  package let isCritical: Bool
  /// The tag in lower case.
  package let tag: String
  package let value: String

  /// Reads the data of a record; nil when it is malformed.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count >= 2, bytes[1] > 0, bytes.count >= 2 + Int(bytes[1]) else { return nil }
    isCritical = bytes[0] & 0x80 != 0
    tag = String(decoding: bytes[2..<(2 + Int(bytes[1]))], as: UTF8.self).lowercased()
    value = String(decoding: bytes[(2 + Int(bytes[1]))...], as: UTF8.self)
  }

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

  /// A critical property that no CA knows; it forbids issuance whatever else is published (RFC 8659 §4.1).
  var unknownCritical: CAARecord? { records.first { $0.isCritical && !CAAPolicy.known.contains($0.tag) } }

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
