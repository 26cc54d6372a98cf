// SPDX-License-Identifier: Apache-2.0

/// An answer of the API, in either format.
///
/// Numbers that are only passed on stay texts: an order's and a certificate's number, and the cost, whose currency
/// and precision are the account's.
public struct OrderResponse: Sendable, Hashable {
  /// The value of `responseFormat` that an answer has the form of.
  public enum Format: String, Sendable, Hashable, CaseIterable {
    /// A value a line.
    case lines = "0"
    /// URL-encoded names and values.
    case urlEncoded = "1"
  }

  /// A field that the reference does not know.
  public struct UnknownField: Sendable, Hashable {
    /// The name; in the line format `line` and its number.
    public let name: String
    /// The value.
    public let value: String

    /// A field of an answer.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// 0 or 1 for an order that was placed, below 0 for an error.
  public var errorCode: Int
  /// The error in words.
  public var errorMessage: String?
  /// The parameter or value at fault.
  public var errorItem: String?
  /// What is wrong with it.
  public var errorDetail: String?
  /// The order's number.
  public var orderNumber: String?
  /// What was debited, or with code 1 what must be paid, in the account's currency.
  public var totalCost: String?
  /// Hours until the order is likely to be completed.
  public var expectedDeliveryTime: Int?
  /// The certificate's number, if showCertificateID was Y.
  public var certificateID: String?
  /// The certificate's state, if showCertificateState was Y.
  public var certificateStatus: String?
  /// The value that makes the request token unique, if one was sent or the CA chose one.
  public var uniqueValue: String?
  /// What else the answer has, in order.
  public var unknownFields: [UnknownField] = []

  /// An answer with nothing but its code.
  public init(errorCode: Int) {
    self.errorCode = errorCode
  }

  /// The answer for an error of the catalog.
  public init(_ name: OrderErrorName, item: String? = nil, detail: String? = nil) {
    errorCode = name.code
    errorMessage = name.error.message(item: item)
    errorItem = item
    errorDetail = detail
  }

  /// Whether the order was placed.
  public var isSuccess: Bool { errorCode >= 0 }

  /// The error's row; nil for a success and for a code that the catalog does not know.
  public var error: OrderError? { isSuccess ? nil : ErrorCatalog.error(errorCode, message: errorMessage) }

  /// The parameter or value at fault: errorItem, or else what the message names.
  public var item: String? { errorItem ?? errorMessage.flatMap { message in error?.item(in: message) } }
}

extension OrderResponse {
  /// What the answer means and what to do next, in whole sentences.
  public var explanation: String {
    if isSuccess { return success }
    guard let error else {
      return "The code \(errorCode) is not in the API's reference; its message is all that is known about it. "
        + "Make sure that no order was placed before sending it again, and ask the CA's support about the code."
    }
    return [error.explanation, about, error.nextStep].compactMap(\.self).joined(separator: " ")
  }

  /// What is known of the parameter or value that the answer names.
  private var about: String? {
    guard let item else { return errorDetail.map { "The CA adds: \($0)." } }
    let parameter = ParameterName(item)
    var sentence = parameter.map { "\($0): \($0.parameter.summary)" } ?? "It is about \(item.debugDescription)."
    if parameter == nil, let nearest = ParameterCatalog.nearest(to: item), errorCode == -2 {
      sentence += " The nearest parameter is \(nearest)."
    }
    return errorDetail.map { "\(sentence) The CA adds: \($0)." } ?? sentence
  }

  private var success: String {
    var sentences: [String] = []
    let order = orderNumber.map { "Order \($0)" } ?? "The order"
    if errorCode == 0 {
      sentences.append("\(order) was placed" + (totalCost.map { " and \($0) was debited." } ?? "."))
    } else if errorCode == 1 {
      sentences.append("\(order) was placed and waits for payment" + (totalCost.map { " of \($0)." } ?? "."))
    } else {
      sentences.append("\(order) was placed with the code \(errorCode), which is not in the API's reference.")
    }
    if let hours = expectedDeliveryTime { sentences.append(OrderResponse.delivery(hours)) }
    if let uniqueValue { sentences.append("Use the unique value \(uniqueValue) in the validation's file or record.") }
    return sentences.joined(separator: " ")
  }

  private static func delivery(_ hours: Int) -> String {
    switch hours {
    case 0: "It was validated and the certificate is issued."
    case 1: "It was validated automatically and the certificate follows, mostly within the hour."
    case 24: "It waits for an account manager's approval, mostly for a day."
    case 48: "It was not validated automatically; 48 hours are to be expected once the CA has all documents."
    case 240: "EV certificates are validated by hand; expect about ten days."
    default: "Expect it to take \(hours) hours."
    }
  }
}

/// Why bytes are no answer of the API.
@nonexhaustive
public enum OrderResponseError: Error, Sendable, Hashable {
  /// There is nothing but white space.
  case empty
  /// The text is a web page, which a proxy or a wrong address answers with.
  case webPage
  /// The text is not UTF-8.
  case invalidUTF8(offset: Int)
  /// A percent sign without two hexadecimal digits.
  case invalidPercent(offset: Int)
  /// The first line, or errorCode, is not a whole number.
  case noStatusCode
}

extension OrderResponseError: CustomStringConvertible {
  /// A sentence for a person, without a full stop.
  public var description: String {
    switch self {
    case .empty: "the answer is empty"
    case .webPage: "the answer is a web page and not the API's; check the address and any proxy in between"
    case .invalidUTF8(let offset): "the answer is not UTF-8 at byte \(offset)"
    case .invalidPercent(let offset):
      "the percent sign at byte \(offset) of the answer is not followed by two hexadecimal digits"
    case .noStatusCode: "the answer starts with no status code and has no errorCode"
    }
  }
}
