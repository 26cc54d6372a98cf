// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL

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
