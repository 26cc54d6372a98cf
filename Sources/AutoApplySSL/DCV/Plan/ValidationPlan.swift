// SPDX-License-Identifier: Apache-2.0
public import CSRKitBase

/// Everything to publish so that the CA can validate every name of an order.
public struct ValidationPlan: Sendable {
  /// The token that the proofs are made of.
  public let token: RequestToken
  /// One plan for each name, in the order of the names given.
  public let names: [NamePlan]

  /// Plans the proofs of a list of names.
  ///
  /// - Parameters:
  ///   - names: the effective names of the order, in its order.
  ///   - choice: the methods that the order asks for.
  ///   - asOf: the day of the order; methods end.
  ///   - registrableDomain: the registrable domain of a host in A-labels, that is one label below its public suffix;
  ///     nil when the host is itself a public suffix. Asked once for each host.
  /// - Throws: ``PlanError`` when methods are given for another number of names.
  public init(
    token: RequestToken, names: [ValidationName], choice: MethodChoice = .automatic, asOf: CalendarDate,
    registrableDomain: (String) -> String?
  ) throws(PlanError) {
    if case .each(let methods) = choice, methods.count != names.count {
      throw .methodCount(expected: names.count, found: methods.count)
    }
    self.token = token
    self.names = names.enumerated().map { index, name in
      let chosen = choice.method(at: index, for: name)
      return NamePlan(
        name: name, method: chosen.method, emailAddress: chosen.emailAddress,
        searched: ValidationPlan.searched(name, registrableDomain), token: token, asOf: asOf)
    }
  }

  private static func searched(_ name: ValidationName, _ registrableDomain: (String) -> String?) -> [String] {
    guard !name.isAddress, !name.isOnion else { return [] }
    let host = name.host
    return registrableDomain(host).map { DomainText.path(from: host, downTo: $0) } ?? []
  }

  /// The names that their chosen method cannot prove.
  public var impossible: [NamePlan] { names.filter { !$0.isPossible } }
}

extension MethodChoice {
  /// The method for the name at `index`.
  func method(at index: Int, for name: ValidationName) -> NameMethod {
    switch self {
    case .automatic: NameMethod(name.kind == .wildcard ? .cname : .http)
    case .common(let method): NameMethod(method)
    case .each(let methods): methods[index]
    }
  }
}

/// One CNAME record to publish, with the names that it proves.
public struct DNSRecord: Sendable, Hashable {
  /// The domain that the record is put at, without a final dot.
  public let domain: String
  /// The owner, absolute, with its final dot.
  public let owner: String
  /// The target, absolute, with its final dot.
  public let target: String
  /// The positions in ``ValidationPlan/names`` of the names that it proves, ascending.
  public let proves: [Int]
}

extension ValidationPlan {
  /// The fewest CNAME records that prove every name whose method is CNAME and possible, in order of first need.
  ///
  /// Names share a record if they share a registrable domain, so there is one for each of these. It stands at the
  /// deepest domain that all its names have in common: there the lookup finds it first and it says no more than
  /// it must.
  public var records: [DNSRecord] { records(for: names.indices.filter { names[$0].method == .cname }) }

  /// The fewest CNAME records that prove the names at these positions; impossible ones are left out.
  public func records(for positions: [Int]) -> [DNSRecord] {
    var groups: [String: Int] = [:]
    var members: [(domain: String, proves: [Int])] = []
    for position in positions {
      guard let proof = names[position].record, let registrable = proof.searched.last else { continue }
      if let group = groups[registrable] {
        members[group].domain = DNSRecord.common(members[group].domain, proof.domain, within: registrable)
        members[group].proves.append(position)
      } else {
        groups[registrable] = members.count
        members.append((proof.domain, [position]))
      }
    }
    return members.map { member in
      DNSRecord(
        domain: member.domain, owner: "\(token.ownerLabel).\(member.domain).", target: token.target,
        proves: member.proves)
    }
  }
}

extension DNSRecord {
  /// The deepest domain that two domains have in common; both are within `registrable`.
  static func common(_ first: String, _ second: String, within registrable: String) -> String {
    var domain = first[...]
    while domain.utf8.count > registrable.utf8.count, !DomainText.isWithin(second[...], domain) {
      guard let dot = domain.utf8.firstIndex(of: UInt8(ascii: ".")) else { return registrable }
      domain = domain[domain.utf8.index(after: dot)...]
    }
    return String(domain)
  }
}

/// One file to publish, with the names that it proves when it is served for each of them.
public struct PublishedFile: Sendable, Hashable {
  /// The path relative to the web root, without a leading slash.
  public let path: String
  /// The exact content.
  public let body: String
  /// The positions in ``ValidationPlan/names`` of the names that it is served for, ascending.
  public let proves: [Int]
}

extension ValidationPlan {
  /// The file that every name with a file method must serve; nil when there is no such name.
  ///
  /// It is the same file for all, but each host and address must answer for itself: www does not prove the apex.
  public var file: PublishedFile? {
    let proves = names.indices.filter { names[$0].file != nil }
    return proves.isEmpty ? nil : PublishedFile(path: token.path, body: token.body, proves: proves)
  }
}
