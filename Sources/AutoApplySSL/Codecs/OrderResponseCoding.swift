// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

extension OrderResponse {
  /// Decodes a response, and detects its format from the content.
  ///
  /// In the line format, the lines after the fourth have no names, and the CA omits those that do not apply. The order
  /// determines which are present; without it, they are inferred from their content.
  ///
  /// - Parameters:
  ///   - body: the body of the response.
  ///   - order: the order that it responds to, or nil if it is not available.
  public init(decoding body: [UInt8], answering order: OrderForm? = nil) throws(OrderResponseError) {
    let bytes = body.span
    let start = bytes.startsWithByteOrderMark ? 3 : 0
    let whole = bytes.trimmed(start..<bytes.count)
    if let rest = ResponseHead.withoutTrace(whole, in: bytes) {
      try self.init(response: rest.span.trimmed(0..<rest.count), in: rest.span, order: order)
    } else {
      try self.init(response: whole, in: bytes, order: order)
    }
  }

  private init(response whole: Range<Int>, in bytes: Span<UInt8>, order: OrderForm?) throws(OrderResponseError) {
    let range = try ResponseHead.body(whole, in: bytes)
    guard let first = range.first else { throw .empty }
    switch bytes[first] {
    case UInt8(ascii: "<"): throw .webPage
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      throw .json(endpoint: bytes.text(range).flatMap(OtherResponse.endpoint(ofJSON:))?.name)
    case UInt8(ascii: "-") where range.count > 1 && bytes[first + 1] == UInt8(ascii: "-"):
      throw .otherEndpoint(RelatedEndpoint.collect.name)
    case let octet where octet.isASCIIDigit || octet == UInt8(ascii: "-"):
      try self.init(lines: range, in: bytes, order: order)
    default: try self.init(urlEncoded: range, in: bytes)
    }
  }

  private init(urlEncoded range: Range<Int>, in bytes: Span<UInt8>) throws(OrderResponseError) {
    let pairs: [(name: String, value: String)]
    do { pairs = try URLEncoding.pairs(in: bytes.extracting(range)) } catch {
      switch error {
      case .invalidPercent(let offset): throw .invalidPercent(offset: range.lowerBound + offset)
      case .invalidUTF8(let offset): throw .invalidUTF8(offset: range.lowerBound + offset)
      default: throw .noStatusCode
      }
    }
    guard let code = pairs.first(where: { $0.name == "errorCode" })?.value.decimalInteger else { throw .noStatusCode }
    self.init(errorCode: code)
    var seen: Set<String> = []
    for pair in pairs where !seen.insert(pair.name).inserted || !set(pair.name, pair.value) {
      unknownFields.append(UnknownField(name: pair.name, value: pair.value))
    }
    guard isSuccess else { return }
    if let endpoint = OtherResponse.endpoint(ofFields: unknownFields.map(\.name)) {
      throw .otherEndpoint(endpoint.name)
    }
    guard code <= 1 else { throw .unknownStatus(code) }
    guard let orderNumber, !orderNumber.isEmpty else { throw .incomplete(status: code, orderNumber: nil) }
    guard OrderResponse.isNumber(orderNumber) else { throw .notAnOrder(status: code, value: orderNumber) }
  }

  /// Sets the field with this name; returns false if there is none or the value does not have its type.
  private mutating func set(_ name: String, _ value: String) -> Bool {
    switch name {
    case "errorCode": break
    case "errorMessage": errorMessage = value
    case "errorItem": errorItem = value
    case "errorDetail": errorDetail = value
    case "orderNumber": orderNumber = value
    case "totalCost": totalCost = value
    case "expectedDeliveryTime":
      expectedDeliveryTime = value.decimalInteger
      return expectedDeliveryTime != nil
    case "certificateID": certificateID = value
    case "certificateStatus": certificateStatus = value
    case "uniqueValue": uniqueValue = value
    default: return false
    }
    return true
  }

  private init(lines range: Range<Int>, in bytes: Span<UInt8>, order: OrderForm?) throws(OrderResponseError) {
    guard let text = bytes.text(range) else { throw .invalidUTF8(offset: range.lowerBound) }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { String($0.asciiTrimmed) }
    guard let code = lines.first?.decimalInteger else { throw .noStatusCode }
    self.init(errorCode: code)
    let values = lines.map { $0.isEmpty ? nil : $0 }
    if code < 0 {
      errorMessage = values.count > 1 ? values[1] : nil
      keep(values, from: 2)
      return
    }
    try OrderResponse.expectOrder(lines, status: code)
    orderNumber = values[1]
    totalCost = values.count > 2 ? values[2] : nil
    if values.count > 3, let hours = values[3] {
      expectedDeliveryTime = hours.decimalInteger
      if expectedDeliveryTime == nil { unknownFields.append(UnknownField(name: "line 4", value: hours)) }
    }
    readTail(values, order: order)
  }

  /// Checks that lines after a successful status are those of an order: its number, its cost and the delivery time.
  private static func expectOrder(_ lines: [String], status: Int) throws(OrderResponseError) {
    if let endpoint = OtherResponse.endpoint(ofLines: lines, status: status) { throw .otherEndpoint(endpoint.name) }
    guard status <= 1 else { throw .unknownStatus(status) }
    guard lines.count > 1 else { throw .incomplete(status: status, orderNumber: nil) }
    guard isNumber(lines[1]) else { throw .notAnOrder(status: status, value: lines[1]) }
    guard lines.count > 3 else { throw .incomplete(status: status, orderNumber: lines[1]) }
    guard isAmount(lines[2]) else { throw .notAnOrder(status: status, value: lines[2]) }
  }

  /// Whether a value is an order number: decimal digits.
  private static func isNumber(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy(\.isASCIIDigit) }

  /// Whether a value is an amount without a currency; an empty line is an omitted one.
  private static func isAmount(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0.isASCIIDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
  }

  private mutating func keep(_ values: [String?], from start: Int) {
    for (index, value) in values.enumerated().dropFirst(start) {
      if let value { unknownFields.append(UnknownField(name: "line \(index + 1)", value: value)) }
    }
  }

  /// Reads the lines after the fourth: the certificate ID, the certificate status and the unique value, if present.
  private mutating func readTail(_ values: [String?], order: OrderForm?) {
    let tail = Array(values.dropFirst(4).prefix(3))
    keep(values, from: 7)
    let places = OrderResponse.places(tail, order: order)
    for (place, value) in zip(places, tail) {
      switch place {
      case .certificateID: certificateID = value
      case .certificateStatus: certificateStatus = value
      case .uniqueValue: uniqueValue = value
      }
    }
  }

  private enum TailPlace { case certificateID, certificateStatus, uniqueValue }

  private static func places(_ tail: [String?], order: OrderForm?) -> [TailPlace] {
    let all: [TailPlace] = [.certificateID, .certificateStatus, .uniqueValue]
    if tail.count == 3 || tail.contains(where: { $0 == nil }) { return all }
    if let order {
      var asked: [TailPlace] = []
      if order[.showCertificateID] == "Y" { asked.append(.certificateID) }
      if order[.showCertificateState] == "Y" { asked.append(.certificateStatus) }
      return asked + [.uniqueValue]
    }
    let first = tail.first.flatMap { $0 } ?? ""
    let isNumber = first.utf8.count <= 16 && first.utf8.allSatisfy(\.isASCIIDigit)
    let last = tail.last.flatMap { $0 } ?? ""
    // The known statuses are words with at most an initial capital; the CA's unique values are not.
    let isUnique =
      last.utf8.count <= 20 && last.utf8.allSatisfy(\.isASCIIAlphanumeric)
      && last.utf8.dropFirst().contains { $0.isASCIIDigit || $0.isASCIICapital }
    switch (tail.count, isNumber, isUnique) {
    case (2, true, true): return [.certificateID, .uniqueValue]
    case (2, true, false): return [.certificateID, .certificateStatus]
    case (2, false, _): return [.certificateStatus, .uniqueValue]
    case (1, true, _): return [.certificateID]
    case (1, _, true): return [.uniqueValue]
    default: return [.certificateStatus]
    }
  }
}

extension OrderResponse {
  /// The content type of a format.
  package static func contentType(_ format: Format) -> String {
    format == .lines ? "text/plain" : RequestBody.contentType
  }

  /// Encodes the response as the API does.
  ///
  /// The line format omits errorItem, errorDetail and unknown fields, and replaces line breaks in values with spaces.
  package func encoded(_ format: Format) -> [UInt8] {
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
