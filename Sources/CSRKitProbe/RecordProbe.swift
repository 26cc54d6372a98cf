// SPDX-License-Identifier: Apache-2.0
internal import DomainNames
internal import ProbeBridge

/// Looks for a CNAME record at each searched domain, as the CA does.
struct RecordProbe: ~Copyable {
  let record: WantedRecord
  let options: NameOptions
  private(set) var findings: [ProbeFinding] = []
  /// The searched domain that has the required record.
  private(set) var found: String?

  init(_ record: WantedRecord, options: NameOptions) {
    self.record = record
    self.options = options
  }

  /// Queries the searched domains in order, up to the first with a record; the result is in ``findings``.
  mutating func run(_ resolver: borrowing UnboundResolver) {
    for domain in record.searched {
      let owner = record.owner(domain)
      guard let value = value(of: owner, resolver) else { continue }
      if value == record.target {
        found = domain
        findings.append(ProbeFinding(.info, .recordReady, "\(owner) CNAME \(value) is published"))
      } else {
        findings.append(RecordDiagnosis(record: record, options: options).wrong(value, at: domain, resolver))
      }
      return
    }
    guard !findings.contains(where: { $0.severity == .error }) else { return }
    findings.append(RecordDiagnosis(record: record, options: options).missing(resolver))
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
