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
