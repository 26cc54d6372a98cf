// SPDX-License-Identifier: Apache-2.0
internal import UnboundBridge

/// Looks for a CNAME record at each searched domain, as the CA would.
struct RecordProbe: ~Copyable {
  let label: String
  let target: String
  let searched: [String]
  let options: ProbeOptions
  var findings: [ProbeFinding] = []
  /// The owner at which the right record was found.
  private(set) var found: String?

  init(label: String, target: String, searched: [String], options: ProbeOptions) {
    self.label = label
    self.target = target
    self.searched = searched
    self.options = options
  }

  /// Looks; what was found is in ``findings``.
  mutating func run(_ resolver: borrowing UnboundResolver) {
    for domain in searched {
      let owner = "\(label).\(domain)."
      guard let value = value(of: owner, resolver) else { continue }
      if value == target.lowercased() {
        found = domain
        findings.append(ProbeFinding(.info, "record.ready", "\(owner) CNAME \(target) is there"))
        return
      }
      findings.append(
        ProbeFinding(
          .error, "record.target", "\(owner) leads to \(value) instead of \(target)", fix: hint(value)))
      return
    }
    guard !findings.contains(where: { $0.severity == .error }) else { return }
    findings.append(missing(resolver))
  }

  /// The target of a CNAME record in lower case, nil when there is none; faults become findings.
  private mutating func value(of owner: String, _ resolver: borrowing UnboundResolver) -> String? {
    do throws(DNSFailure) {
      let answer = try resolver.ask(owner, .cname, milliseconds: options.remaining)
      if let finding = AnswerFault.finding(answer, owner, .cname) { findings.append(finding) }
      return answer.bogus == nil ? answer.records.first.flatMap(WireName.text) : nil
    } catch {
      findings.append(AnswerFault.finding(error, owner, .cname))
      return nil
    }
  }

  private func hint(_ value: String) -> String {
    if let zone = searched.last, value == "\(target.lowercased())\(zone)." {
      return "end the target with a dot; the DNS panel has appended the zone"
    }
    if value.hasSuffix("comodoca.com.") { return "the CA's name is sectigo.com now; write the target anew" }
    return "replace the record; it belongs to another request or another uniqueValue"
  }

  /// The well-known mistakes of DNS panels, looked for one by one.
  private mutating func missing(_ resolver: borrowing UnboundResolver) -> ProbeFinding {
    let owners = searched.map { "\(label).\($0)." }.joined(separator: ", ")
    let message = "there is no CNAME record at \(owners)"
    for domain in searched {
      guard let zone = searched.last else { break }
      if quiet("\(label).\(domain).\(zone).", resolver) {
        return ProbeFinding(
          .error, "record.doubled-zone", "\(message), but one at \(label).\(domain).\(zone).",
          fix: "the DNS panel appends the zone; enter the owner without it (csrkit dcv --format bind --zone \(zone))")
      }
      if quiet("\(label.dropFirst()).\(domain).", resolver) {
        return ProbeFinding(
          .error, "record.underscore", "\(message), but one without the underscore",
          fix: "begin the owner with an underscore")
      }
    }
    return ProbeFinding(
      .error, "record.missing", message, fix: "publish the record, then wait for the zone's negative answers to expire")
  }

  private func quiet(_ owner: String, _ resolver: borrowing UnboundResolver) -> Bool {
    guard owner.utf8.count <= 254 else { return false }
    let answer = try? resolver.ask(owner, .cname, milliseconds: options.remaining)
    return answer?.records.isEmpty == false
  }
}
