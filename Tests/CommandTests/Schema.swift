// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import Foundation

/// The part of JSON Schema 2020-12 that docs/schema uses: a validator that says where a document differs.
struct Schema {
  private let root: JSONValue

  init(named name: String) throws {
    let url = Checkout.root.appendingPathComponent("docs/schema/\(name).schema.json")
    root = try JSONValue(parsing: Array(try Data(contentsOf: url)))
  }

  /// Every place where the document is not as the schema says; a key that the schema does not name is one too.
  func faults(in document: JSONValue) -> [String] { check(document, root, "$") }

  private func check(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
    if let types = schema["type"], !types.alternatives.contains(where: { value.isOfType($0) }) {
      return ["\(path): is of none of the types \(types.alternatives)"]
    }
    var faults: [String] = []
    if let constant = schema["const"], !constant.isEqual(value) { faults.append("\(path): is not the constant") }
    if let choices = schema["enum"]?.elements, !choices.contains(where: { $0.isEqual(value) }) {
      faults.append("\(path): is none of the choices")
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
      if fitting != 1 { faults.append("\(path): \(fitting) of the alternatives fit") }
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
