// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import PKCS10
internal import Preflight

/// What can be wrong with an input apart from the rules of the catalog: the rules of a SARIF log after those.
package enum InputFault: Int, CaseIterable {
  /// A private key, which anyone who gets the file can use.
  case privateKey
  /// No request.
  case noRequest
  /// A request that cannot be read.
  case malformed

  var id: String {
    switch self {
    case .privateKey: "input.private-key"
    case .noRequest: "input.no-request"
    case .malformed: "input.malformed"
    }
  }

  private var summary: String {
    switch self {
    case .privateKey: "a file that is sent, shared or committed must not contain a private key"
    case .noRequest: "the input must contain a certificate signing request"
    case .malformed: "the structure of a request must be readable"
    }
  }

  /// What to do about it, in one imperative sentence without a full stop.
  package var fix: String {
    switch self {
    case .privateKey:
      "remove the key from the file and from its history, and generate a new key and CSR: "
        + OpenSSLCommand.newECKey
    case .noRequest: "name a file that contains a request"
    case .malformed: CertificationRequest.copyAgain
    }
  }

  /// The index among the rules of the log.
  var position: Int { RuleCatalog.all.count + rawValue }

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", id)
      writer.object("shortDescription") { $0.member("text", summary) }
      writer.object("help") { $0.member("text", fix) }
      writer.object("defaultConfiguration") { $0.member("level", Severity.error.level) }
    }
  }
}

/// One result of a SARIF log.
struct SARIFResult {
  private let rule: (id: String, position: Int)
  private let severity: Severity
  private let message: String
  private let fix: String?
  private let location: SARIFLocation
  /// The finding with what SARIF has no members for, if a rule of the catalog was violated.
  private let finding: Finding?
  /// The SHA-256 digest of the request, by which a result is recognized in the next run.
  private let request: String?

  init(_ finding: Finding, at location: SARIFLocation, request: String?) {
    rule = (finding.rule.id, finding.position)
    severity = finding.severity
    message = finding.message
    fix = finding.severity > .info ? finding.fix : nil
    self.location = location
    self.finding = finding
    self.request = request
  }

  init(_ fault: InputFault, _ message: String, fix: String?, at location: SARIFLocation) {
    rule = (fault.id, fault.position)
    severity = .error
    self.message = message
    self.fix = fix ?? fault.fix
    self.location = location
    finding = nil
    request = nil
  }

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("ruleId", rule.id)
      writer.member("ruleIndex", rule.position)
      writer.member("level", severity.level)
      writer.message([message] + (fix.map { ["fix: \($0)"] } ?? []))
      location.write(to: &writer)
      if let request {
        writer.object("partialFingerprints") { $0.member("requestRule/v1", "\(request):\(rule.id)") }
      }
      guard let finding, finding.predicts != nil || finding.field != nil else { return }
      writer.object("properties") { writer in
        if let code = finding.predicts {
          writer.member(Key.predicts, code)
          writer.member(Key.certainty, finding.certainty.name)
        }
        if let field = finding.field { writer.member(Key.field, field) }
      }
    }
  }
}

extension Rule {
  /// Writes the reporting descriptor of the rule (SARIF 2.1.0 §3.49).
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", id)
      writer.object("shortDescription") { $0.member("text", summary) }
      writer.object("help") { $0.member("text", fix) }
      writer.object("defaultConfiguration") { $0.member("level", severity.level) }
      writer.object("properties") { writer in
        writer.array("tags") { $0.string(String(id.prefix { $0 != "." })) }
        writer.member(Key.predicts, predicts)
        writer.member(Key.certainty, certainty.name)
        writer.member(Key.inForce, inForce?.description)
        writer.array(Key.citations) { writer in
          for citation in citations { writer.string(citation) }
        }
      }
    }
  }
}

extension Severity {
  /// The level of a result (SARIF 2.1.0 §3.27.10).
  fileprivate var level: String {
    switch self {
    case .info: "note"
    case .warning: "warning"
    case .error: "error"
    }
  }
}
