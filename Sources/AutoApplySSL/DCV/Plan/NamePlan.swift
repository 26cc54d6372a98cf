// SPDX-License-Identifier: Apache-2.0
package import CSRKitBase

/// How to prove control of one name of an order.
public struct NamePlan: Sendable, Hashable {
  /// The name.
  public let name: ValidationName
  /// The method that the order requests.
  public let method: ValidationMethod
  /// The email address that the order gives, if any.
  public let emailAddress: String?
  /// The domains at which the CA looks for records: the host, then its parents, but not a public suffix.
  public let searched: [String]
  /// Whether the CA adds the name by itself, and leaves it out of the certificate if it is not proven.
  public let isOptional: Bool
  /// The request token that the proofs contain.
  public let token: RequestToken
  let asOf: CalendarDate

  /// The plan with another method.
  func with(method: ValidationMethod) -> NamePlan {
    NamePlan(
      name: name, method: method, emailAddress: method == .email ? emailAddress : nil, searched: searched,
      isOptional: isOptional, token: token, asOf: asOf)
  }

  /// Why the requested method cannot prove the name, or nil if it can.
  public var obstacle: Obstacle? { obstacle(to: method) }

  /// Whether the requested method can prove the name.
  public var isPossible: Bool { obstacle == nil }

  /// All methods and their obstacles, in the order of the API's list.
  public var options: [(method: ValidationMethod, obstacle: Obstacle?)] {
    ValidationMethod.allCases.map { ($0, obstacle(to: $0)) }
  }

  /// Why a method cannot prove the name, or nil if it can.
  public func obstacle(to method: ValidationMethod) -> Obstacle? {
    if name.kind == .wildcard, searched.isEmpty, !name.isOnion { return .wildcardAtPublicSuffix(name.host) }
    if method.usesFile { return name.kind == .wildcard ? .wildcardByFile : nil }
    if name.isAddress { return .addressWithoutFile }
    if name.isOnion { return .onion }
    guard let last = searched.last else { return .publicSuffix(name.host) }
    switch method {
    case .email: return asOf >= EmailProof.endsOn ? .emailEnded(EmailProof.endsOn) : nil
    case .cname: return tooLong(label: token.ownerLabel, last)
    case .txt: return tooLong(label: TXTProof.label, last)
    case .http, .https: return nil
    }
  }

  private func tooLong(label: String, _ domain: String) -> Obstacle? {
    let octets = label.utf8.count + 1 + domain.utf8.count
    return octets > DomainText.maximumOctets ? .ownerTooLong(octets: octets) : nil
  }
}

extension NamePlan {
  /// The file for the requested method, or nil if it does not use a file or cannot prove the name.
  public var file: FileProof? { method.usesFile ? file(over: method) : nil }

  /// The file for HTTP or HTTPS, regardless of the requested method; nil if a file cannot prove the name.
  public func file(over method: ValidationMethod) -> FileProof? {
    guard method.usesFile, obstacle(to: method) == nil else { return nil }
    let scheme = method == .https ? "https" : "http"
    return FileProof(url: "\(scheme)://\(name.urlHost)/\(token.path)", path: token.path, body: token.body)
  }

  /// The record for the requested method, or nil if it is not CNAME or cannot prove the name.
  public var cname: CNAMEProof? { method == .cname ? record : nil }

  /// The CNAME record at the first searched domain where it fits, regardless of the requested method, or nil.
  public var record: CNAMEProof? {
    guard obstacle(to: .cname) == nil, let domain = searched.first(where: { !isTooLong($0) }) else { return nil }
    return CNAMEProof(
      domain: domain, owner: "\(token.ownerLabel).\(domain).", target: token.target, searched: searched)
  }

  /// The searched domains at which the owner name of a CNAME record exceeds 253 octets.
  public var searchedTooLong: [String] { searched.filter(isTooLong) }

  private func isTooLong(_ domain: String) -> Bool {
    RequestToken.ownerLabelOctets + 1 + domain.utf8.count > DomainText.maximumOctets
  }

  /// The email addresses for the requested method, or nil if it is not EMAIL or cannot prove the name.
  public var email: EmailProof? { method == .email ? mail : nil }

  /// The email addresses, regardless of the requested method; nil if email cannot prove the name.
  public var mail: EmailProof? {
    guard obstacle(to: .email) == nil else { return nil }
    let addresses = searched.flatMap { domain in EmailProof.localParts.map { "\($0)@\(domain)" } }
    return EmailProof(chosen: emailAddress, addresses: addresses)
  }

  /// The owner names of the TXT record, regardless of the requested method; nil if TXT cannot prove the name.
  public var txt: TXTProof? {
    guard obstacle(to: .txt) == nil else { return nil }
    let room = DomainText.maximumOctets - TXTProof.label.utf8.count - 1
    return TXTProof(owners: searched.filter { $0.utf8.count <= room }.map { "\(TXTProof.label).\($0)." })
  }
}

extension RequestToken {
  /// The length of ``ownerLabel`` in octets: an underscore and 32 hexadecimal digits.
  package static let ownerLabelOctets = 33
}

/// The file that proves control of one host or IP address.
public struct FileProof: Sendable, Hashable {
  /// The complete URL, on the scheme's default port.
  public let url: String
  /// The path relative to the web root, without a leading slash.
  public let path: String
  /// The exact content, with a trailing LF.
  public let body: String
}

/// The CNAME record that proves control of one name.
public struct CNAMEProof: Sendable, Hashable {
  /// The domain of the record.
  public let domain: String
  /// The absolute owner name, with a trailing dot.
  public let owner: String
  /// The absolute target name, with a trailing dot.
  public let target: String
  /// The domains at which the CA looks for the record, in order.
  public let searched: [String]
}

/// The email addresses, one of which proves control of a name.
public struct EmailProof: Sendable, Hashable {
  /// The local parts of constructed addresses (BR 3.2.2.4.4).
  package static let localParts = ["admin", "administrator", "webmaster", "hostmaster", "postmaster"]
  /// The first day on which constructed addresses should not be used (CA/B Forum ballot SC-090).
  package static let discouragedFrom = IndustryDate.emailDiscouraged.day
  /// The first day on which constructed addresses must not be used (CA/B Forum ballot SC-090).
  package static let endsOn = IndustryDate.emailEnds.day

  /// The address that the order gives, if any.
  public let chosen: String?
  /// The constructed addresses: five per searched domain, in the order of the domains.
  public let addresses: [String]

  /// Whether the chosen address is a constructed one; nil if no address is chosen.
  ///
  /// Other addresses are valid only if the domain's DNS records list them, which GetDCVEmailAddressList reads.
  public var chosenIsConstructed: Bool? { chosen.map { addresses.contains($0.lowercased()) } }
}

/// The TXT record, whose value the CA generates; it cannot be derived from the CSR.
public struct TXTProof: Sendable, Hashable {
  /// The label in front of the domain (Sectigo, DNS TXT method).
  package static let label = "_pki-validation"

  /// The possible owner names, absolute, in the order of the searched domains.
  public let owners: [String]
}
