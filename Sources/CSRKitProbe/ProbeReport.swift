// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
internal import CSRKitBase

/// One observation about what is published for a name, and how to fix it.
public struct ProbeFinding: Sendable, Hashable {
  /// The severity of a finding.
  public enum Severity: String, Sendable, Hashable, Comparable, CaseIterable, Encodable {
    /// As required, or for information.
    case info
    /// The CA may see it differently.
    case warning
    /// The CA will not accept it.
    case error

    /// Whether the left one is less severe.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int { self == .info ? 0 : self == .warning ? 1 : 2 }
  }

  /// What a finding is about; the raw value is the `id` in JSON and never changes.
  @nonexhaustive
  public enum Kind: String, Sendable, Hashable, CaseIterable, Encodable {
    // The method.
    case methodImpossible = "method.impossible"
    case mailUnseen = "mail.unseen"
    // The file.
    case fileReady = "file.ready"
    case fileURL = "file.url"
    case fileStatus = "file.status"
    case fileEmpty = "file.empty"
    case fileCompressed = "file.compressed"
    case fileUTF16 = "file.utf-16"
    case fileByteOrderMark = "file.byte-order-mark"
    case fileLineEnds = "file.line-ends"
    case fileOtherToken = "file.other-token"
    case fileHTML = "file.html"
    case fileBody = "file.body"
    case filePlace = "file.place"
    case fileLetterCase = "file.letter-case"
    case fileOldDomain = "file.old-domain"
    case fileTruncated = "file.truncated"
    case fileLogin = "file.login"
    case fileBlocked = "file.blocked"
    case fileTooLong = "file.too-long"
    case redirectSeen = "redirect.seen"
    case redirectRefused = "redirect.refused"
    case redirectLoop = "redirect.loop"
    // The connection.
    case addressPrivate = "address.private"
    case addressNoRoute = "address.no-route"
    case connectFailed = "connect.failed"
    case fetchTimeLimit = "fetch.time-limit"
    case fetchHeaders = "fetch.headers"
    case fetchBroken = "fetch.broken"
    case tlsCertificate = "tls.certificate"
    case tlsFailed = "tls.failed"
    // The DNS.
    case dnsNoAddress = "dns.no-address"
    case dnsBogus = "dns.bogus"
    case dnsFailure = "dns.failure"
    case dnsTimeLimit = "dns.time-limit"
    case dnsResolver = "dns.resolver"
    case dnsWithoutDNSSEC = "dns.without-dnssec"
    case dnsDifferent = "dns.different"
    // The CNAME record.
    case recordReady = "record.ready"
    case recordTarget = "record.target"
    case recordDoubledZone = "record.doubled-zone"
    case recordUnderscore = "record.underscore"
    case recordSwapped = "record.swapped"
    case recordText = "record.text"
    case recordAddress = "record.address"
    case recordWWW = "record.www"
    case recordMissing = "record.missing"
    case recordPersistent = "record.persistent"
    case serverReady = "server.ready"
    case serverTarget = "server.target"
    case serverMissing = "server.missing"
    case serverFailure = "server.failure"
    // The TXT record.
    case txtReady = "txt.ready"
    case txtFound = "txt.found"
    case txtValue = "txt.value"
    case txtMissing = "txt.missing"
    // CAA.
    case caaReady = "caa.ready"
    case caaNone = "caa.none"
    case caaForbids = "caa.forbids"
    case caaMalformed = "caa.malformed"
    case caaMethod = "caa.method"
    case caaAccount = "caa.account"
  }

  /// What the finding is about.
  public let kind: Kind
  /// The severity.
  public let severity: Severity
  /// What was found: one sentence without a full stop.
  public let message: String
  /// The fix; nil if no action is needed.
  public let fix: String?
  /// The request token that was found instead of the order's, for a search in a ledger; nil if there is none.
  public let otherToken: TokenKey?

  init(_ severity: Severity, _ kind: Kind, _ message: String, fix: String? = nil, otherToken: TokenKey? = nil) {
    self.severity = severity
    self.kind = kind
    self.message = message
    self.fix = fix
    self.otherToken = otherToken
  }

  /// The same finding, limited to a warning.
  var asWarning: ProbeFinding {
    ProbeFinding(min(severity, .warning), kind, message, fix: fix, otherToken: otherToken)
  }

  /// The same finding with the earlier use of the token that was found instead.
  package func naming(_ entry: LedgerEntry) -> ProbeFinding {
    let day = CalendarDate(daysSinceEpoch: Int(entry.time / 86_400))
    let order = entry.reference.map { "order \(Excerpt.of($0))" } ?? "an order"
    return ProbeFinding(
      severity, kind, "\(message); the ledger has this token for \(order) of \(day)", fix: fix, otherToken: otherToken)
  }
}

extension ProbeFinding: Encodable {
  private enum CodingKeys: String, CodingKey {
    case kind = "id"
    case severity, message, fix
  }
}

/// What was found for one name of a validation plan.
public struct ProbeReport: Sendable, Hashable {
  /// Whether the CA will find the proof.
  public enum Verdict: String, Sendable, Hashable, CaseIterable, Encodable {
    /// Everything is as required.
    case ready
    /// The proof is published, but the CA may not see it.
    case doubtful
    /// The CA will not find the proof, or must not issue.
    case notReady = "not-ready"
  }

  /// The name: a host, a wildcard or an IP address; international names in A-labels.
  public let name: String
  /// Whether the CA leaves the name out if it is not proven, so that the order does not wait for it.
  public let isOptional: Bool
  /// What was found, in the order of the checks.
  public let findings: [ProbeFinding]

  package init(name: String, isOptional: Bool = false, findings: [ProbeFinding]) {
    self.name = name
    self.isOptional = isOptional
    self.findings = findings
  }

  /// The same report, whose findings name the earlier uses that a ledger has of tokens found instead of the order's.
  package func explained(by ledger: any TokenLedger) throws(LedgerError) -> ProbeReport {
    var explained: [ProbeFinding] = []
    for finding in findings {
      // The DNS does not preserve the case of a uniqueValue.
      let value = finding.otherToken?.uniqueValue?.text.lowercased()
      let entries = try finding.otherToken.map { token throws(LedgerError) in
        try ledger.entries(ofRequest: token.sha256)
      }
      let known = entries?.last { $0.key.uniqueValue?.text.lowercased() == value }
      explained.append(known.map(finding.naming) ?? finding)
    }
    return ProbeReport(name: name, isOptional: isOptional, findings: explained)
  }

  /// Whether the CA will find the proof: the most severe finding decides.
  public var verdict: Verdict {
    switch findings.map(\.severity).max() {
    case .error, nil: .notReady
    case .warning: .doubtful
    case .info: .ready
    }
  }
}

extension ProbeReport: Encodable {
  private enum CodingKeys: String, CodingKey {
    case name, verdict, optional, findings
  }

  /// Encodes the members that `csrkit dcv probe --format json` prints for a name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(verdict, forKey: .verdict)
    if isOptional { try container.encode(true, forKey: .optional) }
    try container.encode(findings, forKey: .findings)
  }
}
