// SPDX-License-Identifier: Apache-2.0
internal import DomainNames
internal import ProbeBridge

/// Looks for a CNAME record at each searched domain, as the CA does.
struct RecordProbe: ~Copyable {
  let label: String
  /// The required target, absolute.
  let target: String
  /// The domains in the order of the CA's search; the last is the registrable domain.
  let searched: [String]
  let options: NameOptions
  private(set) var findings: [ProbeFinding] = []
  /// The searched domain that has the required record.
  private(set) var found: String?

  init(label: String, target: String, searched: [String], options: NameOptions) {
    self.label = label
    self.target = target
    self.searched = searched
    self.options = options
  }

  /// Queries the searched domains in order, up to the first with a record; the result is in ``findings``.
  mutating func run(_ resolver: borrowing UnboundResolver) {
    for domain in searched {
      let owner = "\(label).\(domain)."
      guard let value = value(of: owner, resolver) else { continue }
      if value == target.lowercased() {
        found = domain
        findings.append(ProbeFinding(.info, .recordReady, "\(owner) CNAME \(target) is published"))
      } else {
        findings.append(
          ProbeFinding(
            .error, .recordTarget, "\(owner) CNAME has the target \(value) instead of \(target)", fix: hint(value)))
      }
      return
    }
    guard !findings.contains(where: { $0.severity == .error }) else { return }
    findings.append(missing(resolver))
  }

  /// The target of a CNAME record in lower case, nil when there is none; failures become findings.
  private mutating func value(of owner: String, _ resolver: borrowing UnboundResolver) -> String? {
    do throws(DNSFailure) {
      let answer = try resolver.ask(owner, .cname, milliseconds: options.remaining)
      if let finding = ProbeFinding(answer, owner, .cname) { findings.append(finding) }
      return answer.bogus == nil ? answer.records.first.flatMap(RecordData.name) : nil
    } catch {
      findings.append(ProbeFinding(error, owner, .cname))
      return nil
    }
  }

  private func hint(_ value: String) -> String {
    if let zone = searched.last, value == "\(target.lowercased())\(zone)." {
      return "end the target with a dot; the DNS panel has appended the zone"
    }
    if value.hasSuffix("comodoca.com.") { return "replace the target; the CA's domain is sectigo.com now" }
    return "replace the record; it belongs to another request or another uniqueValue"
  }

  /// Looks for the usual mistakes of DNS panels, two queries for each searched domain.
  private mutating func missing(_ resolver: borrowing UnboundResolver) -> ProbeFinding {
    let owners = searched.map { "\(label).\($0)." }.joined(separator: ", ")
    let message = "no CNAME record at \(owners)"
    for domain in searched {
      guard let zone = searched.last else { break }
      if hasRecord("\(label).\(domain).\(zone).", resolver) {
        return ProbeFinding(
          .error, .recordDoubledZone, "\(message), but one at \(label).\(domain).\(zone).",
          fix: "the DNS panel appends the zone; enter the owner without it (csrkit dcv --format bind --zone \(zone))")
      }
      if hasRecord("\(label.dropFirst()).\(domain).", resolver) {
        return ProbeFinding(
          .error, .recordUnderscore, "\(message), but one without the leading underscore",
          fix: "start the owner with an underscore")
      }
    }
    return ProbeFinding(
      .error, .recordMissing, message, fix: "publish the record, then wait until cached negative answers expire")
  }

  private func hasRecord(_ owner: String, _ resolver: borrowing UnboundResolver) -> Bool {
    guard owner.utf8.count <= 254 else { return false }
    let answer = try? resolver.ask(owner, .cname, milliseconds: options.remaining)
    return answer?.records.isEmpty == false
  }
}

/// Queries each of a zone's own name servers for a record; the CA may ask any of them.
struct ZoneServers {
  /// The most servers that are queried.
  private static let maximum = 8

  let owner: String
  let target: String
  let options: NameOptions

  /// Finds the zone among the domains and queries its servers; empty when no NS records are found.
  func run(_ resolver: borrowing UnboundResolver, domains: [String]) -> [ProbeFinding] {
    for domain in domains {
      guard let answer = try? resolver.ask(domain, .ns, milliseconds: options.remaining), !answer.records.isEmpty
      else { continue }
      let names = answer.records.compactMap(RecordData.name).sorted()
      return names.prefix(ZoneServers.maximum).flatMap { query($0, zone: domain, resolver) }
    }
    return []
  }

  private func query(_ name: String, zone: String, _ resolver: borrowing UnboundResolver) -> [ProbeFinding] {
    let host = HostAddresses(of: String(name.dropLast()), resolver, options)
    guard let address = host.addresses.first else { return host.findings.map(\.asWarning) }
    do throws(DNSFailure) {
      var settings = ResolverSettings()
      settings.stub = .init(zone: zone, servers: ["\(address)@\(options.options.nameServerPort)"])
      settings.trustAnchors = []
      settings.asksLocalhost = options.options.allowsPrivateAddresses
      let answer = try UnboundResolver.make(settings).ask(owner, .cname, milliseconds: options.remaining)
      return [finding(answer, "\(name) (\(address))")]
    } catch {
      return [ProbeFinding(error, owner, .cname).asWarning]
    }
  }

  private func finding(_ answer: DNSAnswer, _ server: String) -> ProbeFinding {
    if answer.isFailure {
      return ProbeFinding(
        .warning, .serverFailure, "the zone's name server \(server) fails: response code \(answer.code)",
        fix: "check that every server of the zone responds; the CA may ask any of them")
    }
    switch answer.records.first.flatMap(RecordData.name) {
    case target.lowercased():
      return ProbeFinding(.info, .serverReady, "the zone's name server \(server) has the record")
    case let other?:
      return ProbeFinding(
        .warning, .serverTarget, "the zone's name server \(server) still has the target \(other)",
        fix: "wait until every server of the zone has the new record")
    case nil:
      return ProbeFinding(
        .warning, .serverMissing, "the zone's name server \(server) does not have the record",
        fix: "wait until every server of the zone has the record, or check the zone transfer")
    }
  }
}
