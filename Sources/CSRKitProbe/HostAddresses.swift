// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import DomainNames
internal import ProbeBridge

/// The addresses of a host that may be connected to.
struct HostAddresses {
  /// The maximum number of addresses per family.
  private static let maximum = 8

  private(set) var addresses: [IPAddress] = []
  /// Why there are none, or fewer than published.
  private(set) var findings: [ProbeFinding] = []

  /// Resolves a host, or takes an IP address as it is.
  init(of host: String, _ resolver: borrowing UnboundResolver, _ options: NameOptions) {
    var found: [IPAddress] = []
    if let address = IPAddress(host) {
      found = [address]
    } else {
      for type in [RecordType.a, .aaaa] { found += look(host, type, resolver, options) }
      if found.isEmpty, findings.isEmpty {
        findings.append(
          ProbeFinding(
            .error, .dnsNoAddress, "\(host) has no address in the DNS",
            fix: "publish an A or AAAA record for \(host), or use CNAME_CSR_HASH"))
      }
    }
    for address in found { take(address, host, options) }
  }

  private mutating func look(
    _ host: String, _ type: RecordType, _ resolver: borrowing UnboundResolver, _ options: NameOptions
  ) -> [IPAddress] {
    do throws(DNSFailure) {
      let answer = try resolver.ask(host, type, milliseconds: options.remaining)
      if let finding = ProbeFinding(answer, host, type) { findings.append(finding) }
      return answer.records.prefix(HostAddresses.maximum).compactMap { IPAddress(octets: $0.span) }
    } catch {
      findings.append(ProbeFinding(error, host, type))
      return []
    }
  }

  private mutating func take(_ address: IPAddress, _ host: String, _ options: NameOptions) {
    guard address.isReserved || address.isMulticast, !options.options.allowsPrivateAddresses else {
      addresses.append(address)
      return
    }
    let block = address.specialPurpose.map { " (\($0.name))" } ?? ""
    findings.append(
      ProbeFinding(
        .error, .addressPrivate,
        "\(host) has the address \(address)\(block), which the CA cannot reach; the probe did not connect to it",
        fix: "publish a public address, or use CNAME_CSR_HASH; --allow-private connects anyway"))
  }
}

/// Findings about DNS answers without usable records.
extension ProbeFinding {
  /// Why an answer cannot be used; nil if it can.
  init?(_ answer: DNSAnswer, _ name: String, _ type: RecordType) {
    let query = "\(name) \("\(type)".uppercased())"
    if let reason = answer.bogus {
      self.init(
        .error, .dnsBogus, "DNSSEC validation fails for \(query): \(reason)",
        fix: "correct the zone's signatures or its DS record at the registry; the CA validates DNSSEC")
    } else if answer.isFailure {
      self.init(
        .error, .dnsFailure, "the name servers fail for \(query): response code \(answer.code)",
        fix: "check for a CNAME loop, servers that do not respond, and a delegation to the wrong servers")
    } else {
      return nil
    }
  }

  /// Why there is no answer.
  init(_ failure: DNSFailure, _ name: String, _ type: RecordType) {
    let query = "\(name) \("\(type)".uppercased())"
    switch failure {
    case .timeLimit:
      self.init(
        .error, .dnsTimeLimit, "no answer for \(query) within the time limit",
        fix: "check that the resolver and the zone's name servers respond over UDP and TCP")
    case .resolver(let reason):
      self.init(.error, .dnsResolver, "the resolver failed for \(query): \(reason)")
    }
  }
}

/// Tells a zone with faulty signatures from a resolver that does not pass signatures on.
struct DNSSECCheck {
  let options: NameOptions

  /// The findings; where the trust anchor itself cannot be validated through the given resolvers, these are the cause.
  func explained(_ findings: [ProbeFinding], _ resolver: borrowing UnboundResolver) -> [ProbeFinding] {
    let given = options.options
    guard !given.resolvers.isEmpty, findings.contains(where: { $0.kind == .dnsBogus }) else { return findings }
    let anchor = (given.trustAnchors ?? ResolverSettings.rootAnchors).first ?? "."
    let name = String(anchor.prefix { !$0.isWhitespace })
    guard let answer = try? resolver.ask(name, .soa, milliseconds: options.remaining), answer.bogus != nil else {
      return findings
    }
    let cause = ProbeFinding(
      .error, .dnsWithoutDNSSEC,
      "the resolver \(given.resolvers.joined(separator: ", ")) does not pass DNSSEC records on, so nothing can be validated",
      fix: "use another resolver with --resolver, or none to resolve from the root")
    return [cause] + findings.filter { $0.kind != .dnsBogus }
  }
}
