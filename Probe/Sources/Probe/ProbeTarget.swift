// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL

/// One name whose proof shall be looked at.
public struct ProbeTarget: Sendable, Hashable {
  /// What should be published.
  public enum Proof: Sendable, Hashable {
    /// A file at a URL.
    case file(url: String, body: String)
    /// A CNAME record at one of the searched domains; the owner's first label and the target, absolute.
    case cname(label: String, target: String, searched: [String])
    /// A TXT record at one of these owners, absolute; its value if the CA has told it.
    case txt(owners: [String], value: String?)
    /// Nothing: the name is to be proven by mail, or cannot be proven by its method, for this reason.
    case nothing(obstacle: String?)
  }

  /// The name.
  public let name: ValidationName
  /// What should be published for it.
  public let proof: Proof

  /// A name and its proof.
  public init(name: ValidationName, proof: Proof) {
    self.name = name
    self.proof = proof
  }

  /// The target of a planned name.
  public init(_ plan: NamePlan) {
    name = plan.name
    if let file = plan.file {
      proof = .file(url: file.url, body: file.body)
    } else if let record = plan.cname {
      proof = .cname(label: plan.token.ownerLabel, target: record.target, searched: record.searched)
    } else if plan.method == .txt, let txt = plan.txt {
      proof = .txt(owners: txt.owners, value: nil)
    } else {
      proof = .nothing(obstacle: plan.obstacle?.description)
    }
  }
}
