// SPDX-License-Identifier: Apache-2.0
public import CSRKitBase
public import KeyAudit
public import PKCS10

/// All that rules may look at: the request, what has been found out about it, and the order that it is for.
public struct Examination: Sendable {
  /// The request.
  public let request: CertificationRequest
  /// What its signature proves.
  public let signature: SignatureStatus
  /// Why OpenSSL does not decode it; nil where it does, or where the encoding is strict and nobody doubts it.
  public let decodingFailure: String?
  /// The host names that are more than ordinary ones.
  public let unusualNames: [ExaminedName]
  /// The order, nil where the request is looked at on its own.
  public let order: OrderExamination?
  /// What the audit of the key says; nil where none was made.
  public let keyVerdict: KeyVerdict?
  /// The day on which rules are judged.
  public let asOf: CalendarDate

  /// An examination of a request alone, or of a request and the order that it is for.
  public init(
    request: CertificationRequest, signature: SignatureStatus, decodingFailure: String?, keyVerdict: KeyVerdict? = nil,
    asOf: CalendarDate, order: OrderExamination? = nil
  ) {
    self.request = request
    self.signature = signature
    self.decodingFailure = decodingFailure
    self.keyVerdict = keyVerdict
    self.asOf = asOf
    self.order = order
    var names = ExaminedName.unusual(in: request, order: order?.order)
    if let order { names += ExaminedName.unusual(inFormOf: order.order) }
    unusualNames = names
  }
}
