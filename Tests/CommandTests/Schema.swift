// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import Foundation

/// A validator for the subset of JSON Schema 2020-12 used in docs/schema.
struct Schema {
  private let root: JSONValue

  init(named name: String) throws {
    let url = Checkout.root.appendingPathComponent("docs/schema/\(name).schema.json")
    root = try JSONValue(parsing: Array(try Data(contentsOf: url)))
  }

  /// All violations of the schema; a key that is not in the schema is one too.
  func faults(in document: JSONValue) -> [String] { check(document, root, "$") }

  private func check(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
    if let types = schema["type"], !types.alternatives.contains(where: { value.isOfType($0) }) {
      return ["\(path): is not of the types \(types.alternatives)"]
    }
    var faults: [String] = []
    if let constant = schema["const"], !constant.isEqual(value) {
      faults.append("\(path): does not equal the constant")
    }
    if let choices = schema["enum"]?.elements, !choices.contains(where: { $0.isEqual(value) }) {
      faults.append("\(path): is not one of the choices")
    }
    if let pattern = schema["pattern"]?.text, let text = value.text,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      faults.append("\(path): \(text) does not match \(pattern)")
    }
    if value.isOfType("object") { faults += check(object: value, schema, path) }
    if let items = schema["items"], let elements = value.elements {
      for (index, element) in elements.enumerated() { faults += check(element, items, "\(path)[\(index)]") }
    }
    return faults
  }

  private func check(object: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
    var faults = (schema["required"]?.elements ?? []).compactMap(\.text).filter { object[$0] == nil }
      .map { "\(path): \($0) is missing" }
    if let choices = schema["oneOf"]?.elements {
      let fitting = choices.count { check(object: object, $0, path).isEmpty }
      if fitting != 1 { faults.append("\(path): \(fitting) of the alternatives match") }
    }
    guard schema["properties"] != nil || schema["additionalProperties"] != nil else { return faults }
    for (key, value) in object.pairs {
      if let property = schema["properties"]?[key] {
        faults += check(value, property, "\(path).\(key)")
      } else if let others = schema["additionalProperties"] {
        faults += check(value, others, "\(path).\(key)")
      } else {
        faults.append("\(path): \(key) is not in the schema")
      }
    }
    return faults
  }
}

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

  /// The strings of an array, or one string.
  var alternatives: [String] { elements?.compactMap(\.text) ?? text.map { [$0] } ?? [] }

  /// Whether two scalars are equal, regardless of their positions.
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
