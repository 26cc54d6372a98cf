// SPDX-License-Identifier: Apache-2.0
import Configuration

/// Reads settings of a type, and refuses a value of another one rather than to fall back to the default.
struct SettingReader {
  private let reader: ConfigReader

  init(_ reader: ConfigReader) { self.reader = reader }

  /// A text. The library cuts a flag at its commas, and the file may have a list: both are joined again.
  func text(_ key: String) throws(SettingsError) -> String? {
    let text =
      reader.string(forKey: ConfigKey(key)) ?? reader.stringArray(forKey: ConfigKey(key))?.joined(separator: ",")
    guard text != nil || !isGiven(key) else { throw SettingsError("\(key) is no text") }
    return text.flatMap { $0.isEmpty ? nil : $0 }
  }

  func number(_ key: String, _ range: ClosedRange<Int>) throws(SettingsError) -> Int? {
    let number = reader.int(forKey: ConfigKey(key))
    guard number != nil || isGiven(key) else { return nil }
    guard let number, range.contains(number) else {
      throw SettingsError("\(key) is no whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func flag(_ key: String) throws(SettingsError) -> Bool? {
    let value = reader.bool(forKey: ConfigKey(key))
    guard value != nil || isGiven(key) else { return nil }
    guard let value else { throw SettingsError("\(key) is neither true nor false") }
    return value
  }

  private func isGiven(_ key: String) -> Bool {
    let key = ConfigKey(key)
    return reader.string(forKey: key) != nil || reader.int(forKey: key) != nil || reader.bool(forKey: key) != nil
      || reader.double(forKey: key) != nil || reader.stringArray(forKey: key) != nil
      || reader.intArray(forKey: key) != nil
      || reader.boolArray(forKey: key) != nil || reader.doubleArray(forKey: key) != nil
  }
}
