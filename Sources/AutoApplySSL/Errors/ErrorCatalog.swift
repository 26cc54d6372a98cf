// SPDX-License-Identifier: Apache-2.0

/// Every error of the API's table, and the four that DecodeCSR adds.
public enum ErrorCatalog {
  /// All rows, so that a row's index is its name's raw value.
  public static let all: [OrderError] = argumentRows + requestRows + accountRows

  /// The rows with this errorCode: none for an unknown code, three for -121.
  public static func errors(_ code: Int) -> [OrderError] { all.filter { $0.code == code } }

  /// The row with this errorCode whose message has the form of this one, be its quotes typographic, else the one that
  /// says least.
  public static func error(_ code: Int, message: String?) -> OrderError? {
    let rows = errors(code)
    guard rows.count > 1 else { return rows.first }
    let text = String((message ?? "").map { quotes[$0] ?? $0 })
    let known = rows.first { $0.template == text || $0.item(in: text) != nil }
    return known ?? rows.first { $0.name == .identifierFormat } ?? rows.first
  }

  private static let quotes: [Character: Character] = [
    "\u{2018}": "'", "\u{2019}": "'", "\u{201C}": "\"", "\u{201D}": "\"",
  ]

  static func row(
    _ name: OrderErrorName, _ code: Int, _ template: String, _ explanation: String, _ nextStep: String,
    _ knowable: OrderError.Knowable = .beforeOrdering, source: FactSource = .reference
  ) -> OrderError {
    OrderError(
      name: name, code: code, template: template, explanation: explanation, nextStep: nextStep,
      knowable: knowable, source: source)
  }
}
