// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL

extension JSONValue {
  /// Reads one document.
  init(parsing bytes: [UInt8]) throws { self = try JSONReader.read(bytes.span).value }

  subscript(key: String) -> JSONValue? { pairs.first { $0.0 == key }?.1 }

  subscript(index: Int) -> JSONValue? {
    guard let elements, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  var elements: [JSONValue]? {
    if case .array(let items) = self { items.map(\.value) } else { nil }
  }

  var pairs: [(String, JSONValue)] {
    if case .object(let members) = self { members.map { ($0.name, $0.item.value) } } else { [] }
  }

  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  var integer: Int? {
    if case .number(let digits) = self { Int(digits) } else { nil }
  }

  var flag: Bool? {
    if case .bool(let flag) = self { flag } else { nil }
  }

  /// The texts of an array of strings, or of one string.
  var alternatives: [String] { elements?.compactMap(\.text) ?? text.map { [$0] } ?? [] }

  /// Equal apart from where the values stand.
  func isEqual(_ other: JSONValue) -> Bool {
    switch (self, other) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.string(let a), .string(let b)): a == b
    default: false
    }
  }

  func isOfType(_ type: String) -> Bool {
    switch self {
    case .null: type == "null"
    case .bool: type == "boolean"
    case .number: type == "number" || type == "integer" && integer != nil
    case .string: type == "string"
    case .array: type == "array"
    case .object: type == "object"
    }
  }
}
