// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
public import CSRKitBase
internal import DomainNames
internal import PKCS10

extension Inspector {
  /// Plans the proof of control for each name of an order.
  ///
  /// The names are those in the question, otherwise those of the order, otherwise those of the request.
  /// Names that are not valid are listed in ``ValidationPlan/invalidNames``.
  ///
  /// - Throws: ``PlanningError`` if there is no name, no name can be validated, or the methods do not match the names.
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
    let domains = question.names == nil ? order?.names.domains ?? [] : []
    guard !texts.isEmpty else { throw .noNames }
    let choice = try question.choice(in: order)
    var valid: [ValidationName] = []
    valid.reserveCapacity(texts.count)
    var positions: [Int] = []
    var invalid: [InvalidName] = []
    for (position, text) in texts.enumerated() {
      do throws(NameError) {
        valid.append(try ValidationName(text))
        positions.append(position)
      } catch {
        invalid.append(InvalidName(text: text, reason: error.description))
      }
    }
    // The names that the CA adds, by their places among the valid ones.
    let optional = Set(
      positions.indices.filter { positions[$0] < domains.count && domains[positions[$0]].origin == .default })
    if valid.isEmpty, let first = invalid.first { throw .name(first.text, first.reason) }
    do {
      let suffixes = try PublicSuffixList()
      try self.init(
        token: report.token(uniqueValue: question.uniqueValue), names: valid,
        choice: choice.restricted(to: positions, of: texts.count), optional: optional, asOf: day
      ) { suffixes.split($0)?.registrableDomain }
      invalidNames = invalid
      warning = report.tokenWarning
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
  /// The method for all names if neither the question nor the order has one; nil for the simplest of each name.
  public var defaultMethod: ValidationMethod?
  /// The uniqueValue that is sent with the order.
  public var uniqueValue: UniqueValue?

  /// Creates a question about the names of the request, each with the simplest method.
  public init() {}
}

extension PlanQuestion {
  /// The method of the question, otherwise those of the order, otherwise the default.
  func choice(in order: EffectiveOrder?) throws(PlanningError) -> MethodChoice {
    if let method { return .common(method) }
    guard let order, names == nil, isComplete || PlanQuestion.parameters.contains(where: order.isGiven) else {
      return defaultMethod.map(MethodChoice.common) ?? .automatic
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

extension MethodChoice {
  /// The choice for some of the names; with another number of methods than names it stays as it is.
  fileprivate func restricted(to positions: [Int], of count: Int) -> MethodChoice {
    guard case .each(let methods) = self, methods.count == count else { return self }
    return .each(positions.map { methods[$0] })
  }
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

  /// Why the CA will refuse the request whose tokens are computed, if its signature does not verify.
  fileprivate var tokenWarning: String? {
    guard evidence.fault != nil else { return nil }
    guard let finding = findings.first(where: \.isRefusal) else {
      return "signature does not verify; a corrected request has other tokens: \(CertificationRequest.copyAgain)"
    }
    return "\(finding.message); a corrected request has other tokens: \(finding.fix)"
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
