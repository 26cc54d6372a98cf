// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Foundation
import Testing

@Suite struct ExpiryTests {
  /// A certificate from 2026-06-01 for 199 days, to the end of 2026-12-16.
  static let certificate = "certificates/01.crt"

  static func report(
    _ year: Int, _ month: Int, _ day: Int, _ margin: ExpiryReport.Margin = .third
  ) throws -> ExpiryReport {
    var report = ExpiryReport(at: CalendarDate(year, month, day).daysSinceEpoch * 86_400, margin: margin)
    let bytes = try Shared.vector(certificate)
    report.read(bytes.span, source: "a.crt")
    return report
  }

  @Test(arguments: [
    (2026, 10, 10, ExpiryReport.Margin.third, ExpiryReport.State.valid, 68),
    (2026, 10, 12, .third, .due, 66),
    (2026, 11, 16, .days(30), .valid, 31),
    (2026, 11, 17, .days(30), .due, 30),
    (2026, 11, 7, .percent(20), .valid, 40),
    (2026, 11, 8, .percent(20), .due, 39),
    (2026, 12, 16, .days(0), .valid, 1),
    (2026, 12, 17, .days(0), .expired, 0),
    (2026, 12, 27, .third, .expired, -10),
  ])
  func `the state follows from the day and the margin`(
    _ year: Int, _ month: Int, _ day: Int, _ margin: ExpiryReport.Margin, _ state: ExpiryReport.State, _ left: Int
  ) throws {
    let report = try Self.report(year, month, day, margin)
    #expect(report.state == state)
    #expect(report.entries.first?.daysLeft == left)
    #expect(report.entries.first?.lifetimeDays == 199)
  }

  @Test func `the day to reissue is a third of the lifetime before the end`() throws {
    let entry = try #require(Self.report(2026, 7, 1).entries.first)
    #expect(entry.reissueFrom == CalendarDate(2026, 10, 11))
    // 200 days after issuance on 2026-06-01 (BR 4.2.1).
    #expect(entry.validationReusableUntil == CalendarDate(2026, 12, 18))
    #expect(entry.name == "www.example.com")
  }

  @Test(arguments: [
    ("59", CalendarDate(2027, 3, 14))  // issued 2025-06-01: 398 days end the reuse only after the step of 2026
  ])
  func `a step of BR 4.2.1 ends the reuse of an older validation`(_ name: String, _ latest: CalendarDate) throws {
    var report = ExpiryReport(at: 0)
    let pair = try #require(CertificatePair.all.first { $0.about == "longer than 398 days in 2025" })
    let bytes = try pair.certificate()
    report.read(bytes.span, source: name)
    // 398 days would last until 2026-07-04, but from 2026-03-15 the limit is 200 days, which have passed by then.
    #expect(report.entries.first?.validationReusableUntil == CalendarDate(2026, 3, 14))
    #expect(CalendarDate(2026, 3, 14) < latest)
  }

  @Test(arguments: [
    ("30d", ExpiryReport.Margin.days(30)), ("30", .days(30)), ("20%", .percent(20)), ("0d", .days(0)),
    ("101%", nil), ("d", nil), ("", nil), ("-3d", nil), ("3w", nil), ("999999999999999999999", nil),
  ])
  func `a margin is a number of days or a percentage`(_ text: String, _ margin: ExpiryReport.Margin?) {
    #expect(ExpiryReport.Margin(text) == margin)
  }

  @Test func `a CA's certificate counts only once it has expired`() throws {
    var report = ExpiryReport(at: CalendarDate(2035, 1, 1).daysSinceEpoch * 86_400)
    let pair = try #require(CertificatePair.all.first { $0.about == "a complete chain" })
    let bytes = try pair.certificate()
    report.read(bytes.span, source: "chain.pem")
    #expect(report.entries.map(\.isIssuer) == [false, true, true])
    #expect(report.entries.map(\.state) == [.expired, .valid, .valid])
  }

  @Test func `the calendar has folded lines with CR LF and two events for a certificate`() throws {
    let text = String(decoding: try Self.report(2026, 7, 1).calendar, as: UTF8.self)
    let lines = text.components(separatedBy: "\r\n")
    #expect(lines.first == "BEGIN:VCALENDAR" && lines.suffix(2) == ["END:VCALENDAR", ""])
    #expect(lines.allSatisfy { $0.utf8.count <= 75 && !$0.contains("\n") })
    #expect(lines.filter { $0 == "BEGIN:VEVENT" }.count == 2)
    #expect(lines.contains("DTSTART;VALUE=DATE:20261011"))
    #expect(lines.contains("DTSTART;VALUE=DATE:20261216"))
  }

  @Test func `an input without a certificate is listed`() {
    var report = ExpiryReport(at: 0)
    let bytes = Array("hello".utf8)
    report.read(bytes.span, source: "x")
    #expect(report.entries.isEmpty)
    #expect(report.unreadable.map(\.source) == ["x"])
  }
}
