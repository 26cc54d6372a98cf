// SPDX-License-Identifier: Apache-2.0
import Configuration

/// Reads typed settings. A value of another type is an error and does not fall back to the default.
struct SettingReader {
  private let reader: ConfigReader

  init(_ reader: ConfigReader) { self.reader = reader }

  /// A string. Lists are joined by commas: the library splits options at commas, and the file may have an array.
  func text(_ key: String) throws(SettingsError) -> String? {
    let text =
      reader.string(forKey: ConfigKey(key)) ?? reader.stringArray(forKey: ConfigKey(key))?.joined(separator: ",")
    guard text != nil || !isGiven(key) else { throw SettingsError("\(key) must be a string") }
    return text.flatMap { $0.isEmpty ? nil : $0 }
  }

  func number(_ key: String, _ range: ClosedRange<Int>) throws(SettingsError) -> Int? {
    let number = reader.int(forKey: ConfigKey(key))
    guard number != nil || isGiven(key) else { return nil }
    guard let number, range.contains(number) else {
      throw SettingsError("\(key) must be an integer from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func flag(_ key: String) throws(SettingsError) -> Bool? {
    let value = reader.bool(forKey: ConfigKey(key))
    guard value != nil || isGiven(key) else { return nil }
    guard let value else { throw SettingsError("\(key) must be true or false") }
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
