// SPDX-License-Identifier: Apache-2.0

/// Every error of the API's table, and the four that DecodeCSR adds.
public enum ErrorCatalog {
  /// All rows, so that a row's index is its name's raw value.
  public static let all: [OrderError] = argumentRows + requestRows + accountRows

  /// The rows with this errorCode: none for an unknown code, three for -121.
  public static func errors(_ code: Int) -> [OrderError] { all.filter { $0.code == code } }

  /// The row with this errorCode whose message has the form of this one, else the first with the code.
  public static func error(_ code: Int, message: String?) -> OrderError? {
    let rows = errors(code)
    guard rows.count > 1, let message else { return rows.first }
    return rows.first { $0.template == message || $0.item(in: message) != nil } ?? rows.first
  }

  static func row(
    _ name: OrderErrorName, _ code: Int, _ template: String, _ explanation: String, _ nextStep: String,
    _ knowable: OrderError.Knowable = .beforeOrdering, source: FactSource = .reference
  ) -> OrderError {
    OrderError(
      name: name, code: code, template: template, explanation: explanation, nextStep: nextStep,
      knowable: knowable, source: source)
  }
}
