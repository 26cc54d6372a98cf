// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The part of JSON Schema 2020-12 that docs/schema uses: a validator that says where a document differs.
struct Schema {
  private let root: [String: Any]

  init(named name: String) throws {
    let url = Checkout.root.appendingPathComponent("docs/schema/\(name).schema.json")
    root = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any] ?? [:]
  }

  /// Every place where the document is not as the schema says; a key that the schema does not name is one too.
  func faults(in document: Any) -> [String] { check(document, root, "$") }

  private func check(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
    var faults: [String] = []
    if let types = schema["type"], !matches(value, types) { return ["\(path): is not of type \(types)"] }
    if let constant = schema["const"] as? NSObject, !constant.isEqual(value) { faults.append("\(path): is not \(constant)") }
    if let choices = schema["enum"] as? [NSObject], !choices.contains(where: { $0.isEqual(value) }) {
      faults.append("\(path): \(value) is none of \(choices)")
    }
    if let pattern = schema["pattern"] as? String, let text = value as? String,
      text.range(of: pattern, options: .regularExpression) == nil {
      faults.append("\(path): \(text) does not match \(pattern)")
    }
    if let minimum = schema["minimum"] as? Int, let number = value as? Int, number < minimum {
      faults.append("\(path): \(number) is below \(minimum)")
    }
    if let object = value as? [String: Any] { faults += check(object: object, schema, path) }
    if let items = schema["items"] as? [String: Any], let array = value as? [Any] {
      for (index, element) in array.enumerated() { faults += check(element, items, "\(path)[\(index)]") }
    }
    return faults
  }

  private func check(object: [String: Any], _ schema: [String: Any], _ path: String) -> [String] {
    var faults: [String] = []
    for key in schema["required"] as? [String] ?? [] where object[key] == nil { faults.append("\(path): \(key) is missing") }
    if let choices = schema["oneOf"] as? [[String: Any]] {
      let fitting = choices.count { check(object: object, $0, path).isEmpty }
      if fitting != 1 { faults.append("\(path): \(fitting) of the alternatives fit") }
    }
    guard let properties = schema["properties"] as? [String: [String: Any]] else { return faults }
    for (key, value) in object {
      guard let property = properties[key] else {
        faults.append("\(path): \(key) is not in the schema")
        continue
      }
      faults += check(value, property, "\(path).\(key)")
    }
    return faults
  }

  private func matches(_ value: Any, _ types: Any) -> Bool {
    (types as? [String] ?? [types as? String ?? ""]).contains { type in
      switch type {
      case "object": value is [String: Any]
      case "array": value is [Any]
      case "string": value is String
      case "null": value is NSNull
      case "boolean": isBoolean(value)
      case "integer": value is Int && !isBoolean(value)
      default: false
      }
    }
  }

  private func isBoolean(_ value: Any) -> Bool {
    guard let number = value as? NSNumber else { return false }
    return CFGetTypeID(number) == CFBooleanGetTypeID()
  }
}
