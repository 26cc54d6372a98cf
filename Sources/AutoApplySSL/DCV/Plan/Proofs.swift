// SPDX-License-Identifier: Apache-2.0
public import CSRKitBase

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
