// SPDX-License-Identifier: Apache-2.0
public import Calendar
public import KeyAudit
public import PKCS10

/// All that rules may look at: the request and what has been found out about it.
public struct Examination: Sendable {
  /// The request.
  public let request: CertificationRequest
  /// What its signature proves.
  public let signature: SignatureStatus
  /// Why OpenSSL does not decode it; nil where it does, or where the encoding is strict and nobody doubts it.
  public let decodingFailure: String?
  /// The host names that are more than ordinary ones.
  public let unusualNames: [RequestName]
  /// What the audit of the key says; nil where none was made.
  public let keyVerdict: KeyVerdict?
  /// The day on which rules are judged.
  public let asOf: CalendarDate

  /// An examination of a request alone.
  public init(
    request: CertificationRequest, signature: SignatureStatus, decodingFailure: String?, keyVerdict: KeyVerdict? = nil,
    asOf: CalendarDate
  ) {
    self.request = request
    self.signature = signature
    unusualNames = RequestName.unusual(in: request)
    self.decodingFailure = decodingFailure
    self.keyVerdict = keyVerdict
    self.asOf = asOf
  }
}
