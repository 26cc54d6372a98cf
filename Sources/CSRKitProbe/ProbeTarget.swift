// SPDX-License-Identifier: Apache-2.0
package import AutoApplySSL
internal import ProbeBridge

/// One name and what should be published for it.
package struct ProbeTarget: Sendable, Hashable {
  package enum Proof: Sendable, Hashable {
    /// A file at a URL.
    case file(url: String, body: String)
    /// A CNAME record at one of the searched domains; the owner's first label, and the absolute target.
    case cname(label: String, target: String, searched: [String])
    /// A TXT record at one of these absolute owners, with its value if the CA has sent it.
    case txt(owners: [String], value: String?)
    /// Nothing: the method is email, or cannot prove the name for this reason.
    case nothing(obstacle: String?)
  }

  package let name: ValidationName
  package let proof: Proof
  /// Whether the CA leaves the name out if it is not proven.
  package let isOptional: Bool

  /// Creates a target.
  package init(name: ValidationName, proof: Proof, isOptional: Bool = false) {
    self.name = name
    self.proof = proof
    self.isOptional = isOptional
  }

  /// - Parameter txtValue: the value that the CA has sent for DNSTXT_RANDOM_VALUE.
  package init(_ plan: NamePlan, txtValue: String? = nil) {
    name = plan.name
    isOptional = plan.isOptional
    if let file = plan.file {
      proof = .file(url: file.url, body: file.body)
    } else if let record = plan.cname {
      proof = .cname(label: plan.token.ownerLabel, target: record.target, searched: record.searched)
    } else if plan.method == .txt, let txt = plan.txt {
      proof = .txt(owners: txt.owners, value: txtValue)
    } else {
      proof = .nothing(obstacle: plan.obstacle?.description)
    }
  }

  func report(_ findings: [ProbeFinding]) -> ProbeReport {
    ProbeReport(name: name.ascii, isOptional: isOptional, findings: findings)
  }

  /// Looks at the proof, then at CAA.
  func findings(
    _ options: NameOptions, _ resolver: borrowing UnboundResolver, _ curl: borrowing CurlHandle
  ) -> [ProbeFinding] {
    var findings: [ProbeFinding]
    switch proof {
    case .file(let url, let body):
      var probe = FileProbe(url: url, body: body, options: options)
      probe.run(resolver, curl)
      findings = probe.findings
    case .cname(let label, let value, let searched):
      var probe = RecordProbe(WantedRecord(label: label, target: value, searched: searched), options: options)
      probe.run(resolver)
      findings = probe.findings
      if options.options.asksZoneServers, let domain = probe.found {
        let servers = ZoneServers(owner: "\(label).\(domain).", target: value, options: options)
        findings += servers.run(resolver, domains: Array(searched.drop { $0 != domain }))
      }
      findings += PersistentRecord(searched: searched, options: options).findings(resolver)
    case .txt(let owners, let value):
      findings = TXTProbe(owners: owners, value: value, options: options).run(resolver)
    case .nothing(let obstacle?):
      return [ProbeFinding(.error, .methodImpossible, obstacle, fix: "choose another method for this name")]
    case .nothing(nil):
      findings = [ProbeFinding(.info, .mailUnseen, "email publishes nothing; only CAA was checked")]
    }
    if options.options.checksCAA, !name.isAddress, !name.isOnion {
      let policy = CAAProbe(host: name.host, isWildcard: name.kind == .wildcard, method: proof.labels, options: options)
      findings += policy.run(resolver)
    }
    return DNSSECCheck(options: options).explained(findings, resolver)
  }
}
