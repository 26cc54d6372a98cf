// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
public import CSRKitBase
internal import DomainNames

extension Inspector {
  /// Plans the proofs of control for every name of a request's order.
  ///
  /// The names are those asked for, else the order's, else the request's own.
  /// - Throws: ``PlanningError`` where a name cannot be validated or there is none, or the order's methods do not fit.
  public func plan(
    _ report: RequestReport, for question: PlanQuestion = PlanQuestion(), on day: CalendarDate
  ) throws(PlanningError) -> ValidationPlan {
    let order = question.form.map { effectiveOrder($0, request: report) }
    let texts = question.names ?? order?.names.domains.map(\.given) ?? report.validationNames
    guard !texts.isEmpty else { throw .noNames }
    let choice = try question.choice(in: order)
    var validated: [ValidationName] = []
    validated.reserveCapacity(texts.count)
    for text in texts { validated.append(try Inspector.validationName(text)) }
    do {
      let suffixes = try PublicSuffixList()
      return try ValidationPlan(
        token: report.token(uniqueValue: question.uniqueValue), names: validated, choice: choice, asOf: day
      ) { suffixes.split($0)?.registrableDomain }
    } catch {
      throw .failed("\(error)")
    }
  }

  private static func validationName(_ text: String) throws(PlanningError) -> ValidationName {
    let host = HostName(text)
    if let address = host.address {
      if let name = try? ValidationName(address.description) { return name }
    }
    if let fault = host.faults.first(where: \.isFatal) { throw .name(text, fault.description) }
    do throws(NameError) {
      return try ValidationName(host.ascii ?? text, unicode: host.unicode)
    } catch {
      throw .name(text, error.description)
    }
  }
}

extension HostNameFault {
  /// Whether the name has to be corrected before anything can be published for it.
  fileprivate var isFatal: Bool {
    switch kind {
    case .trailingDot, .unicodeLabel, .underscore, .space: false
    default: true
    }
  }
}

/// Why the proofs of control cannot be planned.
public enum PlanningError: Error, Sendable, Hashable {
  /// The request has no common name and no alternative names, and none were given.
  case noNames
  /// A name cannot be validated; the sentence says why.
  case name(String, String)
  /// The order's methods do not fit its names.
  case failed(String)
}

extension PlanningError: CustomStringConvertible {
  /// A sentence for a person, without a full stop.
  public var description: String {
    switch self {
    case .noNames: "the request has no names to prove"
    case .name(let name, let reason): "the name \(name.debugDescription) cannot be validated: \(reason)"
    case .failed(let reason): reason
    }
  }
}
