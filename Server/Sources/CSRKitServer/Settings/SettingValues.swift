// SPDX-License-Identifier: Apache-2.0
import SystemBridge

/// The values of the settings by their keys, from the options, the environment and the file, in this order of precedence.
struct SettingValues {
  private var values: [String: SettingValue]

  init(arguments: [String]) throws(SettingsError) {
    let options = try SettingValues.options(arguments)
    let environment = { (name: String) in Process.environment(name) }
    let file = options[Setting.configFlag] ?? environment(Setting.configVariable)
    values = try file.map { path throws(SettingsError) in try SettingsFile.values(path) } ?? [:]
    for setting in Setting.all {
      if let text = options[setting.flag] ?? environment(setting.variable) { values[setting.key] = .text(text) }
    }
  }

  /// The options with their values. Unknown and repeated ones are rejected: a misspelled limit would have no effect.
  private static func options(_ arguments: [String]) throws(SettingsError) -> [String: String] {
    let known = Set(Setting.all.map(\.flag) + [Setting.configFlag])
    var options: [String: String] = [:]
    var expecting: String?
    for argument in arguments.dropFirst() {
      if let name = expecting {
        guard !argument.hasPrefix("--") else { throw SettingsError("\(name) requires a value") }
        options[name] = argument
        expecting = nil
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let name = parts[0]
      guard name.hasPrefix("--") else { throw SettingsError("unexpected argument \(argument)") }
      guard known.contains(name) else { throw SettingsError("unknown option \(name)") }
      guard options[name] == nil else { throw SettingsError("\(name) is given twice") }
      if parts.count > 1 { options[name] = parts[1] } else { expecting = name }
    }
    if let name = expecting { throw SettingsError("\(name), the last option requires a value") }
    return options
  }

  /// A string; nil if it is empty. A list in the file is joined by commas.
  func text(_ key: String) throws(SettingsError) -> String? {
    switch values[key] {
    case .text(let text)?: return text.isEmpty ? nil : text
    case .list(let items)?: return items.isEmpty ? nil : items.joined(separator: ",")
    case .number?, .flag?, .other?: throw SettingsError("\(key) must be a string")
    case nil: return nil
    }
  }

  func number(_ key: String, _ range: ClosedRange<Int>) throws(SettingsError) -> Int? {
    let number: Int?
    switch values[key] {
    case .text(let text)?: number = Int(text)
    case .number(let value)?: number = value
    case .flag?, .list?, .other?: number = nil
    case nil: return nil
    }
    guard let number, range.contains(number) else {
      throw SettingsError("\(key) must be an integer from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func flag(_ key: String) throws(SettingsError) -> Bool? {
    switch values[key] {
    case .text("true")?: return true
    case .text("false")?: return false
    case .flag(let value)?: return value
    case nil: return nil
    default: throw SettingsError("\(key) must be true or false")
    }
  }
}

/// The value of a setting; options and the environment have text only.
enum SettingValue: Sendable {
  case text(String)
  case number(Int)
  case flag(Bool)
  case list([String])
  /// A value of another type.
  case other
}
