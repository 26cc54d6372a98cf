// SPDX-License-Identifier: Apache-2.0

extension OrderResponse {
  /// The type that goes with a format.
  public static func contentType(_ format: Format) -> String {
    format == .lines ? "text/plain" : RequestBody.contentType
  }

  /// Writes the answer as the API would.
  ///
  /// The line format has no place for errorItem, errorDetail and unknown fields, and line breaks within a value
  /// become spaces.
  public func encoded(_ format: Format) -> [UInt8] {
    switch format {
    case .lines: Array((lines.map(OrderResponse.singleLine).joined(separator: "\n") + "\n").utf8)
    case .urlEncoded: URLEncoding.body(pairs, space: .plus)
    }
  }

  private var lines: [String] {
    let code = String(errorCode)
    guard isSuccess else { return [code, errorMessage ?? ""] }
    let head = [code, orderNumber ?? "", totalCost ?? "", expectedDeliveryTime.map { String($0) } ?? ""]
    return head + [certificateID, certificateStatus, uniqueValue].compactMap(\.self)
  }

  private var pairs: [(name: String, value: String)] {
    let fields: [(String, String?)] = [
      ("errorCode", String(errorCode)), ("errorMessage", errorMessage), ("errorItem", errorItem),
      ("errorDetail", errorDetail), ("orderNumber", orderNumber), ("totalCost", totalCost),
      ("expectedDeliveryTime", expectedDeliveryTime.map { String($0) }), ("certificateID", certificateID),
      ("certificateStatus", certificateStatus), ("uniqueValue", uniqueValue),
    ]
    let known = fields.compactMap { name, value in value.map { (name: name, value: $0) } }
    return known + unknownFields.map { (name: $0.name, value: $0.value) }
  }

  private static func singleLine(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }
}
