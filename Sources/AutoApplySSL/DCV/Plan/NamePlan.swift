// SPDX-License-Identifier: Apache-2.0
public import CSRKitBase

/// How one name of the order is proven.
public struct NamePlan: Sendable, Hashable {
  /// The name.
  public let name: ValidationName
  /// The method that the order asks for.
  public let method: ValidationMethod
  /// The mail address that the order names, if any.
  public let emailAddress: String?
  /// The domains at which records are looked for: the host, then its parents, never a public suffix.
  public let searched: [String]
  /// The token that the proofs are made of.
  public let token: RequestToken
  let asOf: CalendarDate

  /// Why the method that the order asks for cannot prove the name; nil when it can.
  public var obstacle: Obstacle? { obstacle(to: method) }

  /// Whether the method that the order asks for can prove the name.
  public var isPossible: Bool { obstacle == nil }

  /// Every method with what stands in its way, in the order of the API's list.
  public var options: [(method: ValidationMethod, obstacle: Obstacle?)] {
    ValidationMethod.allCases.map { ($0, obstacle(to: $0)) }
  }

  /// Why a method cannot prove the name; nil when it can.
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
  /// The file of the chosen method; nil when that is no file method or cannot prove the name.
  public var file: FileProof? { method.usesFile ? file(over: method) : nil }

  /// The file for HTTP or HTTPS, whichever method is chosen; nil when a file cannot prove the name.
  public func file(over method: ValidationMethod) -> FileProof? {
    guard method.usesFile, obstacle(to: method) == nil else { return nil }
    let scheme = method == .https ? "https" : "http"
    return FileProof(url: "\(scheme)://\(name.urlHost)/\(token.path)", path: token.path, body: token.body)
  }

  /// The record of the chosen method; nil when that is not CNAME or cannot prove the name.
  public var cname: CNAMEProof? { method == .cname ? record : nil }

  /// The record at the first searched domain where it fits, whichever method is chosen; nil when none can prove it.
  public var record: CNAMEProof? {
    guard obstacle(to: .cname) == nil, let domain = searched.first(where: { !isTooLong($0) }) else { return nil }
    return CNAMEProof(
      domain: domain, owner: "\(token.ownerLabel).\(domain).", target: token.target, searched: searched)
  }

  /// The searched domains at which the owner of a CNAME record would be over 253 octets.
  public var searchedTooLong: [String] { searched.filter(isTooLong) }

  private func isTooLong(_ domain: String) -> Bool {
    RequestToken.ownerLabelOctets + 1 + domain.utf8.count > DomainText.maximumOctets
  }

  /// The mail addresses; nil when mail is not chosen or cannot prove the name.
  public var email: EmailProof? { method == .email ? mail : nil }

  /// The mail addresses, whichever method is chosen; nil when mail cannot prove the name.
  public var mail: EmailProof? {
    guard obstacle(to: .email) == nil else { return nil }
    let addresses = searched.flatMap { domain in EmailProof.localParts.map { "\($0)@\(domain)" } }
    return EmailProof(chosen: emailAddress, addresses: addresses)
  }

  /// The places of the TXT record, whichever method is chosen; nil when a TXT record cannot prove the name.
  public var txt: TXTProof? {
    guard obstacle(to: .txt) == nil else { return nil }
    let room = DomainText.maximumOctets - TXTProof.label.utf8.count - 1
    return TXTProof(owners: searched.filter { $0.utf8.count <= room }.map { "\(TXTProof.label).\($0)." })
  }
}

extension RequestToken {
  /// The octets of ``ownerLabel``: an underscore and 32 digits.
  public static let ownerLabelOctets = 33
}

/// The file that proves one host or address.
public struct FileProof: Sendable, Hashable {
  /// The whole address, on the scheme's own port.
  public let url: String
  /// The path relative to the web root, without a leading slash.
  public let path: String
  /// The exact content, with a final LF.
  public let body: String
}

/// The CNAME record that proves one name.
public struct CNAMEProof: Sendable, Hashable {
  /// The domain that the record is put at.
  public let domain: String
  /// The owner, absolute, with its final dot.
  public let owner: String
  /// The target, absolute, with its final dot.
  public let target: String
  /// The domains at which the record is looked for, in that order.
  public let searched: [String]
}

/// The addresses of which one proves a name by mail.
public struct EmailProof: Sendable, Hashable {
  /// The local parts of constructed addresses (BR 3.2.2.4.4).
  public static let localParts = ["admin", "administrator", "webmaster", "hostmaster", "postmaster"]
  /// From this day constructed addresses should not be used (CA/B Forum ballot SC-090).
  public static let discouragedFrom = CalendarDate(2026, 3, 15)
  /// From this day constructed addresses must not be used (CA/B Forum ballot SC-090).
  public static let endsOn = CalendarDate(2028, 3, 15)

  /// The address that the order names, if any.
  public let chosen: String?
  /// The constructed addresses: five for each searched domain, in the order of the domains.
  public let addresses: [String]

  /// Whether the chosen address is one of the constructed ones; others come only from the domain's own DNS records,
  /// which the CA reads on GetDCVEmailAddressList.
  public var chosenIsConstructed: Bool? { chosen.map { addresses.contains($0.lowercased()) } }
}

/// The TXT record whose value the CA makes: it cannot be told from the request.
public struct TXTProof: Sendable, Hashable {
  /// The label in front of the domain (Sectigo, DNS TXT method).
  public static let label = "_pki-validation"

  /// The owners that may hold it, absolute, in the order of the searched domains.
  public let owners: [String]
}
