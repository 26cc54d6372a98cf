// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
public import CSRKitBase

/// What rules on orders may look at.
public struct OrderExamination: Sendable {
  /// What is asked.
  public enum Question: Sendable, Hashable {
    /// Whether a request will do for a product; what the form lacks is listed and is no fault.
    case request
    /// Whether a form that is meant to be complete will be accepted.
    case form
  }

  /// The form and the request merged.
  public let order: EffectiveOrder
  /// What is asked.
  public let question: Question
  /// The request's text as it stands in the form; nil where it comes from elsewhere.
  public let requestText: String?
  /// How many octets the request has that was made out in that text; nil where there is none.
  public let requestLength: Int?
  /// Why no request can be made out in that text, in a sentence; nil where there is one.
  public let requestFailure: String?
  /// The earlier order with the same request, as a ledger remembers it.
  public let earlierOrder: EarlierOrder?
  /// The earlier order with the same foreignOrderNumber, as a ledger remembers it, where checkFONIsUnique is Y.
  public let earlierReference: EarlierOrder?
  /// The day on which rules are judged.
  public let asOf: CalendarDate
  /// Whether the name of a single-domain order is a wildcard, an address or no ordinary host name.
  let hasUnusualName: Bool

  /// An examination of an order.
  public init(
    order: EffectiveOrder, question: Question, requestText: String? = nil, requestLength: Int? = nil,
    requestFailure: String? = nil, earlierOrder: EarlierOrder? = nil, earlierReference: EarlierOrder? = nil,
    asOf: CalendarDate
  ) {
    self.order = order
    self.question = question
    self.requestText = requestText
    self.requestLength = requestLength
    self.requestFailure = requestFailure
    self.earlierOrder = earlierOrder
    self.earlierReference = earlierReference
    self.asOf = asOf
    hasUnusualName = OrderExamination.isUnusual(OrderExamination.singleName(of: order))
  }

  /// The certificate that is ordered, as far as the form tells.
  public var product: Product? { order.selection?.certificate }

  /// Whether somebody chose a value, so that its faults are the form's and not the API's default's.
  func isChosen(_ name: ParameterName) -> Bool { question == .form || order.isGiven(name) }
}
