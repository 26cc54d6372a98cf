// SPDX-License-Identifier: Apache-2.0

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
