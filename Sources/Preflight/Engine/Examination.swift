// SPDX-License-Identifier: Apache-2.0
package import AutoApplySSL
package import CSRKitBase
package import PKCS10

/// The input of the rules on requests: the request, the facts established about it, and its order.
package struct Examination: Sendable {
  package let request: CertificationRequest
  /// What was established about the key and the signature.
  package let evidence: RequestEvidence
  /// The host names that are not ordinary.
  let unusualNames: [ExaminedName]
  /// The order; nil if the request is examined alone.
  package let order: OrderExamination?
  /// The day for which the rules are applied.
  package let asOf: CalendarDate
  /// What surrounds the request in its input; nil for a request by itself.
  package let enclosure: RequestEnclosure?

  package init(
    request: CertificationRequest, evidence: RequestEvidence, asOf: CalendarDate, enclosure: RequestEnclosure? = nil,
    order: OrderExamination? = nil
  ) {
    var names = ExaminedName.unusual(in: request, order: order?.order)
    if let order { names += ExaminedName.unusual(inFormOf: order.order) }
    unusualNames = names
    self.enclosure = enclosure
    self.request = request
    self.evidence = evidence
    self.asOf = asOf
    self.order = order
  }
}

/// The input of the rules on orders.
package struct OrderExamination: Sendable {
  package enum Question: Sendable, Hashable {
    /// Whether a request suits a product; parameters still missing from the form are listed, not reported as errors.
    case request
    /// Whether a form that is meant to be complete will be accepted.
    case form
  }

  /// The form and the request merged.
  package let order: EffectiveOrder
  package let question: Question
  /// The text of the form's csr; nil if the request comes from elsewhere.
  package let requestText: String?
  /// The length in octets of the request found in that text; nil without a request.
  package let requestLength: Int?
  /// The encoding of that request, and the repairs that were needed to read it; nil without a request.
  package let requestForm: RequestForm?
  /// Why that text contains no readable request, in a sentence; nil with a request.
  package let requestFailure: String?
  /// How to get from that text to a request; nil if the failure says it, or with a request.
  package let requestFix: String?
  /// The earlier order with the same request, from a ledger.
  package let earlierOrder: EarlierOrder?
  /// The earlier order with the same foreignOrderNumber, from a ledger, if checkFONIsUnique is Y.
  package let earlierReference: EarlierOrder?
  /// The day for which the rules are applied.
  package let asOf: CalendarDate
  /// Whether the name of a single-domain order is a wildcard, an address or not an ordinary host name.
  let hasUnusualName: Bool

  package init(
    order: EffectiveOrder, question: Question, requestText: String? = nil, requestLength: Int? = nil,
    requestForm: RequestForm? = nil, requestFailure: String? = nil, requestFix: String? = nil,
    earlierOrder: EarlierOrder? = nil, earlierReference: EarlierOrder? = nil,
    asOf: CalendarDate
  ) {
    self.order = order
    self.question = question
    self.requestText = requestText
    self.requestLength = requestLength
    self.requestForm = requestForm
    self.requestFailure = requestFailure
    self.requestFix = requestFix
    self.earlierOrder = earlierOrder
    self.earlierReference = earlierReference
    self.asOf = asOf
    hasUnusualName = OrderExamination.isUnusual(OrderExamination.singleName(of: order))
  }

  /// The ordered certificate, if the form specifies one.
  package var product: Product? { order.selection?.certificate }

  /// Whether the customer chose the value of a parameter; a default is not the customer's mistake.
  func isChosen(_ name: ParameterName) -> Bool { question == .form || order.isGiven(name) }
}

/// How a request was found in the text of a form.
package struct RequestForm: Sendable {
  let container: ArmoredRequest.Container
  let repairs: [ArmorRepair]
  /// Whether another structure surrounds it, for which a rule of its own exists.
  let isEnclosed: Bool

  package init(container: ArmoredRequest.Container, repairs: [ArmorRepair], isEnclosed: Bool) {
    self.container = container
    self.repairs = repairs
    self.isEnclosed = isEnclosed
  }
}

/// An earlier order with the same request or reference, from the user's own ledger.
package struct EarlierOrder: Sendable, Hashable {
  /// The customer's reference for the order.
  package let reference: String?
  /// When the order was recorded, as text.
  package let time: String

  package init(reference: String?, time: String) {
    self.reference = reference
    self.time = time
  }
}
