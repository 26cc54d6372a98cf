// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import FoundationEssentials
import SystemBridge

/// The keys of a settings file. Unknown keys are rejected like unknown options.
struct SettingsFile: Decodable {
  private let keys: [String]

  /// Rejects unknown keys.
  static func check(_ path: String) throws {
    let stream = try Stream.reading(path)
    var bytes: [UInt8] = []
    while case let chunk = try stream.read(atMost: 1 << 16), !chunk.isEmpty { bytes += chunk }
    let known = Setting.all.map(\.key)
    for key in try JSONDecoder().decode(SettingsFile.self, from: Data(bytes)).keys where !known.contains(key) {
      let near = SpellingSuggestion.words(to: key, in: known).first.map { "; did you mean \($0)?" } ?? ""
      throw SettingsError("unknown key \(key) in the settings file \(path)\(near)")
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
