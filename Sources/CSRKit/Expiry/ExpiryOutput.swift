// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

extension ExpiryReport {
  /// Writes the object of `csrkit expires --format json`, schema 1.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member(Key.schema, 1)
      writer.member(Key.state, state.rawValue)
      writer.array(Key.certificates) { writer in
        for entry in entries { entry.write(to: &writer) }
      }
      writer.array(Key.unreadable) { writer in
        for object in unreadable {
          writer.object { writer in
            writer.member(Key.source, object.source)
            writer.member(Key.reason, object.reason)
          }
        }
      }
    }
  }

  /// The certificates as text.
  package func text(style: Style) -> String {
    var text = ""
    for entry in entries { text += entry.text(style) }
    return text
  }

  /// A calendar with one event for the day to replace each certificate and one for its end (RFC 5545).
  public var calendar: [UInt8] {
    var calendar = CalendarText()
    calendar.add("BEGIN:VCALENDAR")
    calendar.add("VERSION:2.0")
    calendar.add("PRODID:-//CSRKit//csrkit expires//EN")
    for entry in entries where !entry.isIssuer {
      let name = entry.name ?? entry.source
      calendar.addEvent(
        id: "\(entry.sha256)-reissue", at: time, on: entry.reissueFrom, title: "Replace the certificate of \(name)",
        note: "It expires on \(CertificateLifetime.day(entry.notAfter)). Its domain validation may be reused until "
          + "\(entry.validationReusableUntil) (BR 4.2.1).")
      calendar.addEvent(
        id: "\(entry.sha256)-end", at: time, on: CertificateLifetime.day(entry.notAfter),
        title: "The certificate of \(name) expires", note: "File: \(entry.source)")
    }
    calendar.add("END:VCALENDAR")
    return calendar.bytes
  }
}

extension ExpiryReport.Entry {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member(Key.source, source)
      writer.member(Key.index, index)
      writer.member(Key.name, name)
      writer.member(Key.issuer, isIssuer)
      writer.member(Key.state, state.rawValue)
      writer.member(Key.notBefore, TimeText.iso(notBefore))
      writer.member(Key.notAfter, TimeText.iso(notAfter))
      writer.member(Key.daysLeft, daysLeft)
      writer.member(Key.lifetimeDays, lifetimeDays)
      writer.member(Key.reissueFrom, "\(reissueFrom)")
      writer.member(Key.validationReusableUntil, "\(validationReusableUntil)")
      writer.member(Key.sha256, sha256)
    }
  }

  fileprivate func text(_ style: Style) -> String {
    var table = Table(labelWidth: 14, style: style)
    let status =
      switch state {
      case .valid: style.good("\(daysLeft) days left")
      case .due: style.doubtful("\(daysLeft) days left: replace it now")
      case .expired: style.bad("expired")
      }
    table.add("Status", status)
    table.add("Valid", "\(TimeText.iso(notBefore)) to \(TimeText.iso(notAfter)), \(lifetimeDays) days")
    if isIssuer {
      table.add("Issuer", "the CA replaces it")
    } else {
      table.add("Reissue from", "\(reissueFrom)")
      table.add("Validation", "reusable until \(validationReusableUntil) if made at issuance (BR 4.2.1)")
    }
    let heading = visible(source) + (name.map { "  \(visible($0))" } ?? "")
    return style.strong(heading) + "\n" + table.text
  }
}

/// Times as text.
enum TimeText {
  /// `2026-11-28T23:30:00Z`
  static func iso(_ seconds: Int) -> String { text(seconds, "-", ":") }

  /// `20261128T233000Z`
  static func basic(_ seconds: Int) -> String { text(seconds, "", "") }

  private static func text(_ seconds: Int, _ hyphen: String, _ colon: String) -> String {
    let day = CertificateLifetime.day(seconds)
    let rest = ((seconds % 86_400) + 86_400) % 86_400
    let parts = [rest / 3600, rest % 3600 / 60, rest % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(day)".replacing("-", with: hyphen) + "T" + parts.joined(separator: colon) + "Z"
  }
}

/// Lines of a calendar, folded after 75 octets (RFC 5545 §3.1).
struct CalendarText {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ line: String) {
    var width = 0
    for scalar in line.unicodeScalars {
      let octets = Array(String(scalar).utf8)
      if width + octets.count > 75 {
        bytes += [0x0D, 0x0A, 0x20]
        width = 1
      }
      bytes += octets
      width += octets.count
    }
    bytes += [0x0D, 0x0A]
  }

  mutating func addEvent(id: String, at time: Int, on day: CalendarDate, title: String, note: String) {
    add("BEGIN:VEVENT")
    add("UID:\(id)@csrkit")
    add("DTSTAMP:\(TimeText.basic(time))")
    add("DTSTART;VALUE=DATE:\("\(day)".replacing("-", with: ""))")
    add("SUMMARY:\(CalendarText.escaped(title))")
    add("DESCRIPTION:\(CalendarText.escaped(note))")
    add("TRANSP:TRANSPARENT")
    add("END:VEVENT")
  }

  /// Escapes a text value (RFC 5545 §3.3.11).
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in visible(text).unicodeScalars {
      if scalar == "\\" || scalar == ";" || scalar == "," { escaped += "\\" }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }
}
