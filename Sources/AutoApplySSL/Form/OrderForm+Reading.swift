// SPDX-License-Identifier: Apache-2.0

extension OrderForm {
  /// Reads an order form in any of the notations, by content.
  public init(reading bytes: Span<UInt8>) throws(OrderFormError) {
    switch OrderFormNotation.of(bytes) {
    case .json: try self.init(json: bytes)
    case .urlEncoded: try self.init(urlEncoded: bytes)
    case .lines: try self.init(lines: bytes)
    }
    for field in fields {
      if let text = field.value.text, Secret.isAssigned(in: text) { throw .secretInValue(field.parameter) }
    }
  }

  /// Reads a URL-encoded body: `+` is a space, and so is `%20`.
  public init(urlEncoded bytes: Span<UInt8>) throws(OrderFormError) {
    self.init()
    for piece in try URLEncoding.pairs(in: bytes) { appendPiece(piece.name, piece.value) }
    if fields.isEmpty { throw .empty }
  }

  /// Reads a JSON object.
  ///
  /// Numbers count as their digits, true and false as Y and N, null as not given, and an array of texts as a list
  /// where the parameter is one.
  ///
  /// - Parameter ignoring: names of members that are no fields, whatever they hold.
  public init(json bytes: Span<UInt8>, ignoring names: Set<String> = []) throws(OrderFormError) {
    self.init()
    let item: JSONItem
    do { item = try JSONReader.read(bytes) } catch { throw .json(error) }
    guard case .object(let members) = item.value else {
      throw .noObject
    }
    for member in members where !names.contains(member.name) {
      let parameter = ParameterName(member.name)
      let isList = parameter?.parameter.isList ?? false
      guard let text = OrderForm.text(of: member.item.value, isList: isList) else {
        throw .unsupportedValue(offset: member.item.offset, parameter: parameter)
      }
      if let text { append(member.name, text) }
    }
  }

  /// The text of a JSON value: nil where it has none, an inner nil for null.
  private static func text(of value: JSONValue, isList: Bool) -> String?? {
    switch value {
    case .null: return .some(nil)
    case .string(let text), .number(let text): return text
    case .bool(let isTrue): return isTrue ? "Y" : "N"
    case .array(let items) where isList:
      var texts: [String] = []
      for item in items {
        switch item.value {
        case .string(let text), .number(let text): texts.append(text)
        default: return nil
        }
      }
      return texts.joined(separator: ",")
    case .array, .object: return nil
    }
  }
}
