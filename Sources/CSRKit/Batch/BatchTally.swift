// SPDX-License-Identifier: Apache-2.0
package import CSRKitBase
internal import PKCS10
package import Preflight

/// The counts of a batch.
package struct BatchTally: Sendable {
  /// The outcome of a record.
  package enum Outcome: Int, Sendable, CaseIterable {
    /// There are no warnings and no errors.
    case accepted
    /// There is a warning, or an error for which no error of the CA is predicted.
    case doubtful
    /// An error of the CA is predicted.
    case refused
    /// The record contains no request.
    case unreadable

    /// The name in the output.
    package var name: String { String(describing: self) }
  }

  /// The number of records.
  package internal(set) var records = 0
  /// The number of requests in them.
  package internal(set) var requests = 0
  /// The number of records with a private key.
  package internal(set) var privateKeys = 0
  /// The numbers of requests, and of records without a request, by outcome.
  package internal(set) var outcomes = InlineArray<4, Int>(repeating: 0)
  /// The numbers of requests with a finding of a severity, by its raw value.
  package internal(set) var severities = InlineArray<3, Int>(repeating: 0)
  /// The numbers of findings by rule; counted only for a summary.
  package internal(set) var rules: [String: Int] = [:]
  /// The numbers of requests by kind of key; counted only for a summary.
  package internal(set) var keys: [String: Int] = [:]

  /// Creates counts of zero.
  package init() {}

  /// The number of records with this outcome.
  package subscript(outcome: Outcome) -> Int { outcomes[outcome.rawValue] }

  /// The number of requests with a finding of this severity.
  package subscript(severity: Severity) -> Int { severities[Int(severity.rawValue)] }

  /// Adds other counts.
  package mutating func add(_ other: BatchTally) {
    records += other.records
    requests += other.requests
    privateKeys += other.privateKeys
    for index in outcomes.indices { outcomes[index] += other.outcomes[index] }
    for index in severities.indices { severities[index] += other.severities[index] }
    rules.merge(other.rules) { $0 + $1 }
    keys.merge(other.keys) { $0 + $1 }
  }

  mutating func countUnreadable() { outcomes[Outcome.unreadable.rawValue] += 1 }

  mutating func count(_ report: RequestReport) {
    requests += 1
    count(report.findings, BatchTally.outcome(of: report))
  }

  mutating func count(_ check: OrderCheck) {
    if check.report != nil { requests += 1 }
    count(check.findings, BatchTally.outcome(of: check))
  }

  private mutating func count(_ findings: [Finding], _ outcome: Outcome) {
    for severity in Severity.allCases where findings.contains(where: { $0.severity == severity }) {
      severities[Int(severity.rawValue)] += 1
    }
    outcomes[outcome.rawValue] += 1
  }

  /// The outcome of a request.
  static func outcome(of report: RequestReport) -> Outcome {
    if report.isRefused { return .refused }
    return report.findings.contains { $0.severity > .info } ? .doubtful : .accepted
  }

  /// The outcome of an order.
  static func outcome(of check: OrderCheck) -> Outcome {
    switch check.judgement.verdict {
    case .accepted: .accepted
    case .doubtful: .doubtful
    case .refused: .refused
    }
  }

  /// Counts rules and keys for a summary.
  mutating func countDetails(_ findings: [Finding], _ request: CertificationRequest?) {
    for finding in findings { rules[finding.rule.id, default: 0] += 1 }
    guard let request else { return }
    let key = request.publicKey
    let bytes = request.der.span
    let name = key.curveName(in: bytes).map { "\(key.displayName(in: bytes)) \($0)" }
    keys[
      name ?? key.bitCount.map { "\(key.displayName(in: bytes)) \($0)" } ?? key.displayName(in: bytes), default: 0] += 1
  }
}

extension BatchTally {
  /// The counts as a table.
  package func text(style: Style) -> String {
    let parts = ["Outcomes": outcomeCounts, "Keys": sorted(keys), "Findings": sorted(rules)]
    var text = style.strong("\(records) records, \(requests) requests") + "\n"
    let width = parts.values.joined().map(\.name.count).max() ?? 0
    let digits = String(parts.values.joined().map(\.count).max() ?? 0).count
    for title in ["Outcomes", "Keys", "Findings"] {
      guard let counts = parts[title], !counts.isEmpty else { continue }
      text += "\n" + style.strong(title) + "\n"
      for row in counts {
        let number = String(row.count)
        let gap = String(repeating: " ", count: 2 + width - row.name.count + digits - number.count)
        text += "  " + row.name + gap + number + "\n"
      }
    }
    return text
  }

  /// Writes the counts as one object; `outcomes`, `keys` and `findings` are arrays of `{"name":…,"count":…}`.
  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member(Key.schema, 1)
      writer.member(Key.records, records)
      writer.member(Key.requests, requests)
      writer.array(Key.outcomes) { BatchTally.write(outcomeCounts, to: &$0) }
      writer.array(Key.keys) { BatchTally.write(sorted(keys), to: &$0) }
      writer.array(Key.findings) { BatchTally.write(sorted(rules), to: &$0) }
    }
  }

  private typealias Count = (name: String, count: Int)

  private var outcomeCounts: [Count] { Outcome.allCases.map { ($0.name, self[$0]) } }

  /// The most frequent first.
  private func sorted(_ counts: [String: Int]) -> [Count] {
    counts.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }.map { ($0.key, $0.value) }
  }

  private static func write(_ counts: [Count], to writer: inout JSONWriter) {
    for row in counts {
      writer.object { writer in
        writer.member(Key.name, row.name)
        writer.member(Key.count, row.count)
      }
    }
  }
}
