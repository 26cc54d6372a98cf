// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
public import CSRKitBase
internal import DomainNames
internal import PKCS10

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

/// What a plan shall be made of, beside the request.
public struct PlanQuestion: Sendable {
  /// The order as far as it is known; nil where only the request is.
  public var form: OrderForm?
  /// Whether the form is meant to be complete, so that a method that it leaves out is the API's default.
  public var isComplete = false
  /// The names to prove instead of the order's, in any form.
  public var names: [String]?
  /// The method for every name instead of the order's.
  public var method: ValidationMethod?
  /// The value that is sent with the order.
  public var uniqueValue: UniqueValue?

  /// A question about the request's own names, each by the method that is the least work.
  public init() {}
}

extension PlanQuestion {
  /// The methods: the one asked for, else the order's, else the least work for each name.
  func choice(in order: EffectiveOrder?) throws(PlanningError) -> MethodChoice {
    if let method { return .common(method) }
    guard let order, names == nil, isComplete || PlanQuestion.parameters.contains(where: order.isGiven) else {
      return .automatic
    }
    let faults = order.validation.faults.filter(\.leavesNoMethod)
    guard faults.isEmpty else { throw .failed(faults.map(\.description).joined(separator: "; ")) }
    var each: [NameMethod] = []
    for choice in order.validation.choices {
      guard let method = choice.method.flatMap({ ValidationMethod(rawValue: $0.rawValue) }) else {
        throw .failed("the order tells no method for \(choice.name.given.debugDescription)")
      }
      each.append(NameMethod(method, emailAddress: choice.emailAddress))
    }
    return .each(each)
  }

  private static let parameters: [ParameterName] = [.dcvMethod, .dcvEmailAddresses, .validationTokens]
}

extension DCVFault {
  /// Whether the fault leaves open how a name is to be proven.
  fileprivate var leavesNoMethod: Bool {
    switch self {
    case .bothLists, .emptyItem, .emailAddressUnused: false
    default: true
    }
  }
}

extension RequestReport {
  /// The token of the request, which the proofs are made of.
  public func token(uniqueValue: UniqueValue? = nil) -> RequestToken {
    let der = request.der
    return RequestToken(request: der.span, uniqueValue: uniqueValue)
  }

  /// The names that a certificate for this request would have: the common name, then DNS names and addresses, without repeats.
  public var validationNames: [String] {
    let der = request.der
    let bytes = der.span
    var names = request.subject.filter { $0.oid.known == .commonName }.map { $0.displayText(in: bytes) }
    names += request.subjectAlternativeNames.filter { $0.kind == .dns || $0.kind == .ip }.map {
      $0.text(in: bytes).text
    }
    var seen: Set<String> = []
    return names.filter { seen.insert($0.lowercased()).inserted }
  }
}
