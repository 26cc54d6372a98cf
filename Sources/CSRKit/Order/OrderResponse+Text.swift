// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL

extension OrderResponse {
  /// The answer and what to do next, for a person.
  public func text(style: Style) -> String {
    let title = isSuccess ? style.good("accepted (\(errorCode))") : style.bad("refused (\(errorCode))")
    var table = Table(labelWidth: 16, style: style)
    table.add("Message", errorMessage.map(visible))
    table.add("Item", errorItem.map(visible))
    table.add("Detail", errorDetail.map(visible))
    table.add("Order", orderNumber.map(visible))
    table.add("Cost", totalCost.map(visible))
    table.add("Hours to go", expectedDeliveryTime.map(String.init))
    table.add("Certificate ID", certificateID.map(visible))
    table.add("State", certificateStatus.map(visible))
    table.add("Unique value", uniqueValue.map(visible))
    table.add("Also", unknownFields.map { visible("\($0.name) = \($0.value)") })
    return title + "\n" + table.text + "\n  " + visible(explanation) + "\n"
  }
}
