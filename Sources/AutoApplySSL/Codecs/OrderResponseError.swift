// SPDX-License-Identifier: Apache-2.0

/// Why bytes are not a response of the API.
@nonexhaustive
public enum OrderResponseError: Error, Sendable, Hashable {
  /// The input is empty or white space only.
  case empty
  /// The input has HTTP headers and no body; the last status code, if it can be read.
  case noBody(status: Int?)
  /// The input is a web page, which a proxy or a wrong URL returns.
  case webPage
  /// The input is JSON; the endpoint that returns it, if its members tell.
  case json(endpoint: String?)
  /// The input is a response of another endpoint.
  case otherEndpoint(String)
  /// The input is not UTF-8.
  case invalidUTF8(offset: Int)
  /// A percent sign is not followed by two hexadecimal digits.
  case invalidPercent(offset: Int)
  /// The first line, or errorCode, is missing or not an integer.
  case noStatusCode
  /// The status code is positive, but not one of AutoApplySSL's.
  case unknownStatus(Int)
  /// The status code means success, but the response ends before the values that go with it.
  case incomplete(status: Int, orderNumber: String?)
  /// The status code means success, but a value after it does not have its type.
  case notAnOrder(status: Int, value: String)
}

extension OrderResponseError {
  /// The kind of the error in JSON.
  package var kind: String {
    switch self {
    case .empty, .noBody: "empty"
    case .webPage: "webPage"
    case .json: "json"
    case .otherEndpoint: "otherEndpoint"
    case .invalidUTF8, .invalidPercent: "malformed"
    case .noStatusCode, .unknownStatus, .notAnOrder: "notAResponse"
    case .incomplete: "incomplete"
    }
  }
}

extension OrderResponseError: CustomStringConvertible {
  /// A message for the user, without a full stop.
  public var description: String {
    switch self {
    case .empty: "the response is empty"
    case .noBody(let status):
      "the response has HTTP headers\(status.map { " (status \($0))" } ?? "") but no body; send the order again "
        + "only after you have checked that it was not placed"
    case .webPage: "the response is a web page, not a response of the API; check the URL and any proxy"
    case .json(let endpoint):
      "the response is JSON, which AutoApplySSL does not return"
        + (endpoint.map { "; it is a response of \($0)" } ?? "; other endpoints of the CA do")
    case .otherEndpoint(let name):
      "this is a response of \(name), not of AutoApplySSL; it does not show that an order was placed"
    case .invalidUTF8(let offset): "the response is not valid UTF-8 at byte \(offset)"
    case .invalidPercent(let offset):
      "the percent sign at byte \(offset) of the response is not followed by two hexadecimal digits"
    case .noStatusCode: "the response does not start with a status code and has no errorCode"
    case .unknownStatus(let status):
      "status \(status) is not one of AutoApplySSL's, which are 0, 1 and negative numbers; CollectSSL returns 2"
    case .incomplete(let status, nil):
      "the response is incomplete: status \(status) is not followed by an order number; AutoUpdateDCV, "
        + "AutoRevokeSSL and ResendDCVEmail return only a status"
    case .incomplete(_, let number?):
      "the response is incomplete: it ends after the number \(number), before the cost and the delivery time"
    case .notAnOrder(let status, let value):
      "status \(status) is followed by \(OrderResponseError.shown(value)) where an order has its number and cost; "
        + "no order is confirmed"
    }
  }

  /// A value in quotes, cut to 40 characters.
  private static func shown(_ value: String) -> String {
    String(value.unicodeScalars.prefix(40)).debugDescription
  }
}
