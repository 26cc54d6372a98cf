// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
public import CSRKitBase
internal import DomainNames
internal import PKCS10

extension Inspector {
  /// Plans the proof of control for each name of an order.
  ///
  /// The names are those in the question, otherwise those of the order, otherwise those of the request.
  /// - Throws: ``PlanningError`` if there is no name, a name cannot be validated, or the methods do not match the
  ///   names.
  public func plan(
    _ report: RequestReport, for question: PlanQuestion = PlanQuestion(), on day: CalendarDate
  ) throws(PlanningError) -> ValidationPlan {
    let order = question.form.map { effectiveOrder($0, request: report) }
    return try ValidationPlan(report, order: order, question, on: day)
  }
}

extension OrderCheck {
  /// Plans the proof of control for each name of the order, with its uniqueValue, on the day of the check.
  ///
  /// - Parameter method: the method for all names; nil for those of the order, or, where it has none, the simplest for
  ///   each name.
  /// - Throws: ``PlanningError`` if there is no request or name, a name cannot be validated, or the methods do not match
  ///   the names.
  public func validationPlan(method: ValidationMethod? = nil) throws(PlanningError) -> ValidationPlan {
    guard let report else { throw .noRequest }
    var question = PlanQuestion()
    question.isComplete = isComplete
    question.method = method
    question.uniqueValue = effective.value(.uniqueValue).flatMap { try? UniqueValue($0) }
    return try ValidationPlan(report, order: effective, question, on: day)
  }
}

extension ValidationPlan {
  /// Plans the proofs for the names of a question, of an order or of a request.
  fileprivate init(
    _ report: RequestReport, order: EffectiveOrder?, _ question: PlanQuestion, on day: CalendarDate
  ) throws(PlanningError) {
    let texts = question.names ?? order?.names.domains.map(\.given) ?? report.validationNames
    guard !texts.isEmpty else { throw .noNames }
    let choice = try question.choice(in: order)
    var validated: [ValidationName] = []
    validated.reserveCapacity(texts.count)
    for text in texts {
      do throws(NameError) { validated.append(try ValidationName(text)) } catch {
        throw .name(text, error.description)
      }
    }
    do {
      let suffixes = try PublicSuffixList()
      try self.init(
        token: report.token(uniqueValue: question.uniqueValue), names: validated, choice: choice, asOf: day
      ) { suffixes.split($0)?.registrableDomain }
    } catch {
      throw .failed("\(error)")
    }
  }
}

/// Why the proof of control cannot be planned.
public enum PlanningError: Error, Sendable, Hashable {
  /// The order contains no request.
  case noRequest
  /// Neither the request nor the question contains a name.
  case noNames
  /// A name cannot be validated: the name and the reason.
  case name(String, String)
  /// The methods of the order do not match its names.
  case failed(String)
}

extension PlanningError: CustomStringConvertible {
  /// A sentence without a full stop.
  public var description: String {
    switch self {
    case .noRequest: "the order contains no request"
    case .noNames: "the request contains no names"
    case .name(let name, let reason): "name \(name.debugDescription) cannot be validated: \(reason)"
    case .failed(let reason): reason
    }
  }
}

/// The parameters of a validation plan.
public struct PlanQuestion: Sendable {
  /// The order as far as it is known; nil if there is none.
  public var form: OrderForm?
  /// Whether the form is complete, so that a missing method is the default of the API.
  public var isComplete = false
  /// The names to prove instead of those of the order.
  public var names: [String]?
  /// The method for all names instead of those of the order.
  public var method: ValidationMethod?
  /// The uniqueValue that is sent with the order.
  public var uniqueValue: UniqueValue?

  /// Creates a question about the names of the request, each with the simplest method.
  public init() {}
}

extension PlanQuestion {
  /// The method of the question, otherwise those of the order, otherwise the simplest for each name.
  func choice(in order: EffectiveOrder?) throws(PlanningError) -> MethodChoice {
    if let method { return .common(method) }
    guard let order, names == nil, isComplete || PlanQuestion.parameters.contains(where: order.isGiven) else {
      return .automatic
    }
    let faults = order.validation.faults.filter(\.leavesNoMethod)
    guard faults.isEmpty else { throw .failed(faults.map(\.description).joined(separator: "; ")) }
    var each: [NameMethod] = []
    for choice in order.validation.choices {
      guard let method = choice.method else {
        throw .failed("the order has no method for \(choice.name.given.debugDescription)")
      }
      each.append(NameMethod(method, emailAddress: choice.emailAddress))
    }
    return .each(each)
  }

  private static let parameters: [ParameterName] = [.dcvMethod, .dcvEmailAddresses, .validationTokens]
}

extension DCVFault {
  /// Whether the fault leaves a name without a method.
  fileprivate var leavesNoMethod: Bool {
    switch self {
    case .bothLists, .emptyItem, .emailAddressUnused: false
    default: true
    }
  }
}

extension RequestReport {
  /// The request token.
  public func token(uniqueValue: UniqueValue? = nil) -> RequestToken {
    let der = request.der
    return RequestToken(request: der.span, uniqueValue: uniqueValue)
  }

  /// The names of a certificate for this request: common names, then DNS names and IP addresses, without duplicates.
  public var validationNames: [String] {
    let der = request.der
    let bytes = der.span
    var names = request.subject.filter { $0.oid.known == .commonName }.map { $0.displayText(in: bytes) }
    names += request.subjectAlternativeNames.filter(\.isOrderable).map { $0.text(in: bytes).text }
    var seen: Set<String> = []
    return names.filter { seen.insert($0.lowercased()).inserted }
  }
}
