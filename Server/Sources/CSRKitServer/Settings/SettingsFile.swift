// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import FoundationEssentials
import SystemBridge

/// The keys of a settings file: an unknown key is refused like an unknown flag, since a misspelled limit would have no effect.
struct SettingsFile: Decodable {
  private let keys: [String]

  /// Refuses unknown keys.
  static func check(_ path: String) throws {
    let bytes = try FixedBytes(mapping: path).withBytes { all in all.indices.map { all[$0] } }
    let known = Setting.all.map(\.key)
    for key in try JSONDecoder().decode(SettingsFile.self, from: Data(bytes)).keys where !known.contains(key) {
      let near = SpellingSuggestion.words(to: key, in: known).first.map { "; the nearest is \($0)" } ?? ""
      throw SettingsError("the file \(path) of \(Setting.configFlag) has an unknown key, \(key)\(near)")
    }
  }

  init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: Key.self)
    keys = object.allKeys.sorted { $0.stringValue < $1.stringValue }.flatMap { key in
      (try? object.decode(SettingsFile.self, forKey: key))?.keys.map { "\(key.stringValue).\($0)" } ?? [key.stringValue]
    }
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
