// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CurlBridge
internal import UnboundBridge

/// Looks at one name: its proof, then CAA.
struct NameProbe {
  let target: ProbeTarget
  let options: ProbeOptions

  func run(_ resolver: borrowing UnboundResolver, _ curl: borrowing CurlHandle) -> [ProbeFinding] {
    var findings: [ProbeFinding]
    switch target.proof {
    case .file(let url, let body):
      var probe = FileProbe(url: url, body: body, options: options)
      probe.run(resolver, curl)
      findings = probe.findings
    case .cname(let label, let value, let searched):
      var probe = RecordProbe(label: label, target: value, searched: searched, options: options)
      probe.run(resolver)
      findings = probe.findings
      if options.asksZoneServers, let domain = probe.found {
        let servers = ZoneServers(owner: "\(label).\(domain).", target: value, options: options)
        findings += servers.run(resolver, domains: Array(searched.drop { $0 != domain }))
      }
    case .txt(let owners, let value):
      findings = TXTProbe(owners: owners, value: value, options: options).run(resolver)
    case .nothing(let obstacle?):
      return [ProbeFinding(.error, "method.impossible", obstacle, fix: "choose another method for this name")]
    case .nothing(nil):
      findings = [ProbeFinding(.info, "mail.unseen", "mail leaves nothing to look at; only CAA was looked up")]
    }
    if options.checksCAA, !target.name.isAddress, !target.name.isOnion {
      let isWildcard = target.name.kind == .wildcard
      findings.append(CAAProbe(host: target.name.host, isWildcard: isWildcard, options: options).run(resolver))
    }
    return findings
  }
}
