// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
public import CSRKitBase

extension OrderResponse {
  /// Writes the object of `csrkit response --format json`, schema 1.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member(Key.schema, 1)
      writer.member(Key.errorCode, errorCode)
      writer.member(Key.errorMessage, errorMessage)
      writer.member(Key.errorItem, errorItem)
      writer.member(Key.errorDetail, errorDetail)
      writer.member(Key.explanation, explanation)
      writer.member(Key.orderNumber, orderNumber)
      writer.member(Key.totalCost, totalCost)
      writer.member(Key.expectedDeliveryTime, expectedDeliveryTime)
      writer.member(Key.certificateID, certificateID)
      writer.member(Key.certificateStatus, certificateStatus)
      writer.member(Key.uniqueValue, uniqueValue)
      writer.array(Key.unknownFields) { writer in
        for field in unknownFields {
          writer.object { writer in
            writer.member(Key.name, field.name)
            writer.member(Key.value, field.value)
          }
        }
      }
    }
  }
}

extension OrderResponse {
  /// The response and the next step as text.
  package func text(style: Style) -> String {
    let title = isSuccess ? style.good("accepted (\(errorCode))") : style.bad("refused (\(errorCode))")
    var table = Table(labelWidth: 16, style: style)
    table.add("Message", errorMessage.map(visible))
    table.add("Item", errorItem.map(visible))
    table.add("Detail", errorDetail.map(visible))
    table.add("Order", orderNumber.map(visible))
    table.add("Cost", totalCost.map(visible))
    table.add("Hours left", expectedDeliveryTime.map(String.init))
    table.add("Certificate ID", certificateID.map(visible))
    table.add("Status", certificateStatus.map(visible))
    table.add("Unique value", uniqueValue.map(visible))
    table.add("Unknown", unknownFields.map { visible("\($0.name) = \($0.value)") })
    return title + "\n" + table.text + "\n  " + visible(explanation) + "\n"
  }
}
