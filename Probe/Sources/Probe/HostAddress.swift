// SPDX-License-Identifier: Apache-2.0
internal import DomainNames
internal import UnboundBridge

/// The addresses of a host as the resolver gives them.
struct HostAddresses {
  var addresses: [IPAddress] = []
  var findings: [ProbeFinding] = []

  /// Looks a host up, or takes it as an address; addresses that are not to be connected to become findings.
  init(of host: String, _ resolver: borrowing UnboundResolver, _ options: ProbeOptions) {
    var found: [IPAddress] = []
    if let address = IPAddress(host) {
      found = [address]
    } else {
      for type in [RecordType.a, .aaaa] { found += look(host, type, resolver, options) }
      if found.isEmpty, findings.isEmpty {
        findings.append(
          ProbeFinding(
            .error, "dns.no-address", "\(host) has no address in the DNS",
            fix: "publish an A or AAAA record for \(host), or prove the name by CNAME_CSR_HASH"))
      }
    }
    for address in found { take(address, host, options) }
  }

  private mutating func look(
    _ host: String, _ type: RecordType, _ resolver: borrowing UnboundResolver, _ options: ProbeOptions
  ) -> [IPAddress] {
    do throws(DNSFailure) {
      let answer = try resolver.ask(host, type, milliseconds: options.remaining)
      if let finding = AnswerFault.finding(answer, host, type) { findings.append(finding) }
      // A set of a hundred addresses is no web site's; the first ones tell enough.
      return answer.records.prefix(8).compactMap { IPAddress(octets: $0.span) }
    } catch {
      findings.append(AnswerFault.finding(error, host, type))
      return []
    }
  }

  private mutating func take(_ address: IPAddress, _ host: String, _ options: ProbeOptions) {
    guard address.isReserved || address.isMulticast, !options.allowsPrivate else {
      addresses.append(address)
      return
    }
    let block = address.specialPurpose.map { " (\($0.name))" } ?? ""
    findings.append(
      ProbeFinding(
        .error, "address.private",
        "\(host) has the address \(address)\(block), which the CA cannot reach; "
          + "it was not connected to",
        fix: "publish a public address, or prove the name by CNAME_CSR_HASH; --allow-private looks all the same"))
  }
}

/// What an answer of the DNS without records means.
enum AnswerFault {
  static func finding(_ answer: DNSAnswer, _ name: String, _ type: RecordType) -> ProbeFinding? {
    let question = "\(name) \(label(type))"
    if let reason = answer.bogus {
      return ProbeFinding(
        .error, "dns.bogus", "DNSSEC refutes the answer for \(question): \(reason)",
        fix: "mend the zone's signatures or its DS record at the registry; the CA validates DNSSEC")
    }
    guard answer.isFailure else { return nil }
    return ProbeFinding(
      .error, "dns.failure", "the name servers fail for \(question) (response code \(answer.code))",
      fix: "look for a loop of CNAME records, servers that do not answer, or a delegation to the wrong servers")
  }

  static func finding(_ failure: DNSFailure, _ name: String, _ type: RecordType) -> ProbeFinding {
    let question = "\(name) \(label(type))"
    switch failure {
    case .timeLimit:
      return ProbeFinding(
        .error, "dns.time-limit", "no answer for \(question) within the time limit",
        fix: "see that the resolver and the zone's name servers answer, by UDP and by TCP")
    case .resolver(let reason):
      return ProbeFinding(.error, "dns.resolver", "the resolver did not work for \(question): \(reason)")
    }
  }

  private static func label(_ type: RecordType) -> String { "\(type)".uppercased() }
}
