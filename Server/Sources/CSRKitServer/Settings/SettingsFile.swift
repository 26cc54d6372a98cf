// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import FoundationEssentials
import SystemBridge

/// A settings file: a JSON object in which keys with a dot are nested objects.
enum SettingsFile {
  /// The maximum size of a file in bytes.
  private static let limit = 1 << 20

  /// Reads the values of a file by their keys; unknown keys are rejected like unknown options.
  static func values(_ path: String) throws(SettingsError) -> [String: SettingValue] {
    guard let bytes = bytes(of: path),
      let object = try? JSONDecoder().decode([String: Node].self, from: Data(bytes))
    else { throw SettingsError("the settings file \(path) cannot be read as a JSON object") }
    var values: [String: SettingValue] = [:]
    try add(object, below: "", to: &values, path)
    let known = Setting.all.map(\.key)
    for key in values.keys.sorted() where !known.contains(key) {
      let near = SpellingSuggestion.words(to: key, in: known).first.map { "; did you mean \($0)?" } ?? ""
      throw SettingsError("unknown key \(key) in the settings file \(path)\(near)")
    }
    return values
  }

  private static func add(
    _ object: [String: Node], below prefix: String, to values: inout [String: SettingValue], _ path: String
  ) throws(SettingsError) {
    for (name, node) in object {
      switch node {
      case .value(let value): values[prefix + name] = value
      case .object(let members):
        guard !members.isEmpty else {
          throw SettingsError("\(prefix)\(name) has no settings in the settings file \(path)")
        }
        try add(members, below: "\(prefix)\(name).", to: &values, path)
      }
    }
  }

  private static func bytes(of path: String) -> [UInt8]? {
    guard let stream = try? Stream.reading(path) else { return nil }
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      guard let chunk = try? stream.read(atMost: 1 << 16) else { return nil }
      if chunk.isEmpty { return bytes }
      bytes += chunk
    }
    return nil
  }

  /// A member of an object.
  private indirect enum Node: Decodable {
    case value(SettingValue)
    case object([String: Node])

    init(from decoder: any Decoder) throws {
      if let members = try? [String: Node](from: decoder) {
        self = .object(members)
        return
      }
      let container = try decoder.singleValueContainer()
      if let flag = try? container.decode(Bool.self) {
        self = .value(.flag(flag))
      } else if let number = try? container.decode(Int.self) {
        self = .value(.number(number))
      } else if let text = try? container.decode(String.self) {
        self = .value(.text(text))
      } else if let list = try? container.decode([String].self) {
        self = .value(.list(list))
      } else {
        self = .value(.other)
      }
    }
  }
}
