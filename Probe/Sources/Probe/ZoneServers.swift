// SPDX-License-Identifier: Apache-2.0
internal import DomainNames
internal import UnboundBridge

/// Asks each of a zone's own name servers for a record: what they say now the CA's resolvers will say soon.
struct ZoneServers {
  /// The most servers that are asked.
  static let maximum = 8

  let owner: String
  let target: String
  let options: ProbeOptions

  /// What the servers say; empty when the zone's servers cannot be told.
  func run(_ resolver: borrowing UnboundResolver, domains: [String]) -> [ProbeFinding] {
    for domain in domains {
      guard let answer = try? resolver.ask(domain, .ns, milliseconds: options.remaining), !answer.records.isEmpty
      else { continue }
      let names = answer.records.compactMap(WireName.text).sorted()
      return names.prefix(ZoneServers.maximum).flatMap { server($0, zone: domain, resolver) }
    }
    return []
  }

  private func server(_ name: String, zone: String, _ resolver: borrowing UnboundResolver) -> [ProbeFinding] {
    let host = HostAddresses(of: String(name.dropLast()), resolver, options)
    guard let address = host.addresses.first else { return host.findings.map(\.asWarning) }
    do throws(DNSFailure) {
      var settings = ResolverSettings()
      settings.stub = .init(zone: zone, servers: ["\(address)@\(options.nameServerPort)"])
      settings.trustAnchors = []
      settings.asksLocalhost = options.allowsPrivate
      let answer = try UnboundResolver.make(settings).ask(owner, .cname, milliseconds: options.remaining)
      return [finding(answer, "\(name) (\(address))")]
    } catch {
      return [AnswerFault.finding(error, owner, .cname).asWarning]
    }
  }

  private func finding(_ answer: DNSAnswer, _ server: String) -> ProbeFinding {
    if answer.isFailure {
      return ProbeFinding(
        .warning, "server.failure", "the zone's own server \(server) fails (response code \(answer.code))",
        fix: "see that every server of the zone answers; the CA may ask any of them")
    }
    switch answer.records.first.flatMap(WireName.text) {
    case target.lowercased(): return ProbeFinding(.info, "server.ready", "the zone's own server \(server) has it")
    case let other?:
      return ProbeFinding(
        .warning, "server.target", "the zone's own server \(server) still leads to \(other)",
        fix: "wait until every server of the zone has the new record")
    case nil:
      return ProbeFinding(
        .warning, "server.missing", "the zone's own server \(server) does not have it",
        fix: "wait until every server of the zone has the record, or see why the transfer fails")
    }
  }
}

extension ProbeFinding {
  /// The same, but not deciding.
  var asWarning: ProbeFinding { ProbeFinding(min(severity, .warning), identifier, message, fix: fix) }
}
