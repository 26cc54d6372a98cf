// SPDX-License-Identifier: Apache-2.0

/// A response of the API, in either format.
///
/// Numbers that are only passed on remain strings: the order number, the certificate ID, and the cost, whose currency
/// and precision depend on the account.
public struct OrderResponse: Sendable, Hashable {
  /// The format of a response, as a value of `responseFormat`.
  package enum Format: String, Sendable, Hashable, CaseIterable {
    /// One value per line.
    case lines = "0"
    /// URL-encoded names and values.
    case urlEncoded = "1"
  }

  /// A field that is not in the reference.
  package struct UnknownField: Sendable, Hashable {
    /// The name; in the line format `line` and the line number.
    package let name: String
    /// The value.
    package let value: String

    /// Creates a field.
    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// 0 or 1 if the order was placed, negative for an error.
  public var errorCode: Int
  /// The error message.
  public var errorMessage: String?
  /// The parameter or value at fault.
  public var errorItem: String?
  /// Details of the error.
  public var errorDetail: String?
  /// The order number.
  public var orderNumber: String?
  /// The amount debited, or with code 1 the amount to pay, in the account's currency.
  public var totalCost: String?
  /// The expected time until the order is completed, in hours.
  public var expectedDeliveryTime: Int?
  /// The certificate ID, if showCertificateID was Y.
  public var certificateID: String?
  /// The certificate status, if showCertificateState was Y.
  public var certificateStatus: String?
  /// The value that makes the request token unique, if the order sent one or the CA chose one.
  public var uniqueValue: String?
  /// The fields that are not in the reference, in order.
  package var unknownFields: [UnknownField] = []

  /// Creates a response that has only a code.
  package init(errorCode: Int) {
    self.errorCode = errorCode
  }

  /// Creates the response for an error in the catalog.
  package init(_ name: OrderErrorName, item: String? = nil, detail: String? = nil) {
    errorCode = name.code
    errorMessage = name.error.message(item: item)
    errorItem = item
    errorDetail = detail
  }

  /// Whether the order was placed.
  public var isSuccess: Bool { errorCode >= 0 }

  /// The error's row in the catalog; nil for a success or an unknown code.
  package var error: OrderError? { isSuccess ? nil : ErrorCatalog.error(errorCode, message: errorMessage) }

  /// The parameter or value at fault: errorItem, or otherwise the item in the message.
  package var item: String? { errorItem ?? errorMessage.flatMap { message in error?.item(in: message) } }
}

extension OrderResponse {
  /// The meaning of the response and what to do next, in complete sentences.
  public var explanation: String {
    if isSuccess { return success }
    guard let error else {
      return "Code \(errorCode) is not in the API's reference; only its message is known. "
        + "Check that no order was placed before sending it again, and ask the CA's support about the code."
    }
    return [error.explanation, about, error.nextStep].compactMap(\.self).joined(separator: " ")
  }

  /// A description of the parameter or value at fault.
  private var about: String? {
    guard let item else { return errorDetail.map { "The CA adds: \($0)." } }
    let parameter = ParameterName(item)
    var sentence = parameter.map { "\($0): \($0.parameter.summary)" } ?? "The item is \(item.debugDescription)."
    if parameter == nil, errorCode == -2 { sentence += OrderResponse.origin(ofUnknown: item) }
    return errorDetail.map { "\(sentence) The CA adds: \($0)." } ?? sentence
  }

  /// Where a parameter that AutoApplySSL does not have comes from, as sentences after a space.
  private static func origin(ofUnknown name: String) -> String {
    let endpoints = RelatedEndpoint.endpoints(with: name).map(\.name)
    let owner = endpoints.isEmpty ? "" : " It is a parameter of \(FormNote.list(endpoints))."
    return owner + (ParameterCatalog.nearest(to: name).map { " The closest parameter is \($0)." } ?? "")
  }

  private var success: String {
    var sentences: [String] = []
    let order = orderNumber.map { "Order \($0)" } ?? "The order"
    if errorCode == 0 {
      sentences.append("\(order) was placed" + (totalCost.map { " and \($0) was debited." } ?? "."))
    } else {
      sentences.append("\(order) was placed and is waiting for payment" + (totalCost.map { " of \($0)." } ?? "."))
    }
    if let hours = expectedDeliveryTime { sentences.append(OrderResponse.delivery(hours)) }
    if let uniqueValue { sentences.append("Use the unique value \(uniqueValue) in the validation file or record.") }
    return sentences.joined(separator: " ")
  }

  private static func delivery(_ hours: Int) -> String {
    switch hours {
    case 0: "It was validated, and the certificate is issued."
    case 1: "It was validated automatically, and the certificate is usually issued within the hour."
    case 24: "It is waiting for an account manager's approval, which usually takes a day."
    case 48: "It was not validated automatically; expect 48 hours after the CA has received all documents."
    case 240: "EV certificates are validated manually; expect about ten days."
    default: "Expect it to take \(hours) hours."
    }
  }
}
