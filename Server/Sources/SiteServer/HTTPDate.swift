// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import SystemBridge

/// The value of the Date field (RFC 9110 §5.6.7), formatted at most once per second for each connection.
struct HTTPDate {
  private var second = Int.min
  private var text = ""
  private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// The value for the current second.
  mutating func now() -> String {
    let now = Process.secondsSinceEpoch
    if now != second { (second, text) = (now, HTTPDate.text(of: now)) }
    return text
  }

  /// `Thu, 01 Jan 1970 00:00:00 GMT`
  static func text(of second: Int) -> String {
    let (day, time) = (second / 86_400, second % 86_400)
    let date = CalendarDate(daysSinceEpoch: day)
    let clock = [time / 3_600, time / 60 % 60, time % 60].map(twoDigits).joined(separator: ":")
    return "\(days[day % 7]), \(twoDigits(date.day)) \(months[date.month - 1]) \(date.year) \(clock) GMT"
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
