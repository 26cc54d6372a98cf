// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase

/// The end of validation by mail (CA/B Forum ballot SC-90).
enum EmailSunset {
  /// From this day on it should not be used.
  static let discouraged = CalendarDate(2026, 3, 15)
  /// From this day on it must not be used.
  static let forbidden = CalendarDate(2028, 3, 15)

  /// The parameter that chooses mail, or nil where none does.
  static func parameter(_ examination: borrowing OrderExamination) -> ParameterName? {
    let mails = examination.order.validation.choices.first { $0.method == .email && $0.name.shape != .ipAddress }
    guard let name = mails?.parameter, examination.isChosen(name) else { return nil }
    return name
  }
}
