// SPDX-License-Identifier: Apache-2.0
package import CSRKitBase

/// Everything to publish so that the CA can validate all names of an order.
public struct ValidationPlan: Sendable {
  /// The request token that the proofs contain.
  public let token: RequestToken
  /// One plan per name, in the order given.
  public private(set) var names: [NamePlan]
  /// The names of the order that no method can prove because they are not valid, and why: these need a new request or
  /// another order.
  public package(set) var invalidNames: [InvalidName] = []
  /// Why the tokens may be useless, in a sentence without a full stop; nil if nothing is known against the request.
  public package(set) var warning: String?

  /// A name that cannot be validated.
  public struct InvalidName: Sendable, Hashable {
    /// The name as written.
    public let text: String
    /// What is wrong with it: a clause without a full stop.
    public let reason: String

    package init(text: String, reason: String) {
      self.text = text
      self.reason = reason
    }
  }

  /// Plans the proofs for a list of names.
  ///
  /// - Parameters:
  ///   - token: the request token that the proofs contain.
  ///   - names: the effective names of the order, in its order.
  ///   - choice: the methods that the order requests.
  ///   - optional: the indices of the names that the CA adds by itself.
  ///   - asOf: the date of the order, since methods can end.
  ///   - registrableDomain: returns the registrable domain of a host in A-labels, one label below its public suffix, or
  ///     nil if the host is a public suffix. Called once per host.
  /// - Throws: ``PlanError`` if the number of methods differs from the number of names.
  package init(
    token: RequestToken, names: [ValidationName], choice: MethodChoice = .automatic, optional: Set<Int> = [],
    asOf: CalendarDate, registrableDomain: (String) -> String?
  ) throws(PlanError) {
    if case .each(let methods) = choice, methods.count != names.count {
      throw .methodCount(expected: names.count, found: methods.count)
    }
    self.token = token
    self.names = names.enumerated().map { index, name in
      let chosen = choice.method(at: index, for: name)
      return NamePlan(
        name: name, method: chosen.method, emailAddress: chosen.emailAddress,
        searched: ValidationPlan.searched(name, registrableDomain), isOptional: optional.contains(index), token: token,
        asOf: asOf)
    }
  }

  private static func searched(_ name: ValidationName, _ registrableDomain: (String) -> String?) -> [String] {
    guard !name.isAddress, !name.isOnion else { return [] }
    let host = name.host
    return registrableDomain(host).map { DomainText.path(from: host, downTo: $0) } ?? []
  }

  /// The names that cannot be proven with their chosen method, without those that the CA would leave out.
  public var impossible: [NamePlan] { names.filter { !$0.isPossible && !$0.isOptional } }
}

extension ValidationPlan {
  /// The plan with other methods, or with fewer names.
  ///
  /// - Parameter method: returns the method for a name; nil to leave the name out.
  public func choosing(_ method: (NamePlan) -> ValidationMethod?) -> ValidationPlan {
    var plan = self
    plan.names = names.compactMap { name in method(name).map(name.with(method:)) }
    return plan
  }

  /// The parameters with which an order for a product requests the methods of the plan; nil if it has none for them.
  ///
  /// An order for several names has one token for each name in their order, or one for all. HTTPS and email have no
  /// token, and other orders have one method.
  public func parameters(for product: Product) -> [(name: ParameterName, value: String)]? {
    let methods = names.filter { !$0.isOptional }.map(\.method)
    guard invalidNames.isEmpty, let first = methods.first else { return nil }
    let isUniform = methods.allSatisfy { $0 == first }
    guard product.isMultiDomain else { return isUniform ? [(.dcvMethod, first.rawValue)] : nil }
    if isUniform { return [first.commonToken.map { (.validationTokens, $0) } ?? (.dcvMethod, first.rawValue)] }
    let tokens = methods.compactMap(\.listToken)
    return tokens.count == methods.count ? [(.validationTokens, tokens.joined(separator: ","))] : nil
  }
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

/// One CNAME record to publish, and the names that it proves.
public struct DNSRecord: Sendable, Hashable {
  /// The domain of the record, without a trailing dot.
  public let domain: String
  /// The absolute owner name, with a trailing dot.
  public let owner: String
  /// The absolute target name, with a trailing dot.
  public let target: String
  /// The indices in ``ValidationPlan/names`` of the names that it proves, ascending.
  public let proves: [Int]
}

extension ValidationPlan {
  /// The smallest set of CNAME records that proves all names with a possible CNAME method, in order of first use.
  ///
  /// Names with the same registrable domain share one record. It is at the deepest domain that these names have in
  /// common, where the CA's lookup finds it first and where it authorizes no more names than necessary.
  public var records: [DNSRecord] { records(for: names.indices.filter { names[$0].method == .cname }) }

  /// The smallest set of CNAME records that proves the names at these indices, without names that CNAME cannot prove.
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
  /// The deepest common domain of two domains; both must be within `registrable`.
  static func common(_ first: String, _ second: String, within registrable: String) -> String {
    var domain = first[...]
    while domain.utf8.count > registrable.utf8.count, !DomainText.isWithin(second[...], domain) {
      guard let dot = domain.utf8.firstIndex(of: UInt8(ascii: ".")) else { return registrable }
      domain = domain[domain.utf8.index(after: dot)...]
    }
    return String(domain)
  }
}

/// One file to publish, and the names that it proves if each of them serves it.
public struct PublishedFile: Sendable, Hashable {
  /// The path relative to the web root, without a leading slash.
  public let path: String
  /// The exact content.
  public let body: String
  /// The indices in ``ValidationPlan/names`` of the names that must serve it, ascending.
  public let proves: [Int]
}

extension ValidationPlan {
  /// The file that every name with a file method must serve, or nil if there is no such name.
  ///
  /// The file is the same for all names, but each host and address must serve it: www does not prove the apex.
  public var file: PublishedFile? {
    let proves = names.indices.filter { names[$0].file != nil }
    return proves.isEmpty ? nil : PublishedFile(path: token.path, body: token.body, proves: proves)
  }
}
