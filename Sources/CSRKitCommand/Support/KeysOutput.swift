// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CSRKit
import KeyAudit

/// Prints objects of `keys` commands in one of the formats as they come.
struct KeysOutput {
  let format: OutputFormat
  private var count = 0

  /// Gathers one object in the form that is asked for.
  struct Entry {
    let format: OutputFormat
    var bytes: [UInt8] = []

    mutating func append(_ report: KeyReport, style: Style, revealing: Bool) {
      guard format != .text else {
        bytes += Array(report.text(style: style, revealing: revealing).utf8)
        return
      }
      var writer = JSONWriter()
      report.write(to: &writer, revealing: revealing)
      bytes += writer.bytes
    }

    mutating func append(_ statistics: ListStatistics) {
      guard format != .text else {
        bytes += Array(statistics.text.utf8)
        return
      }
      var writer = JSONWriter()
      statistics.write(to: &writer)
      bytes += writer.bytes
    }
  }

  init(format: OutputFormat) { self.format = format }

  mutating func add(_ fill: (inout Entry) -> Void) {
    var entry = Entry(format: format)
    fill(&entry)
    switch format {
    case .text: Terminal.print(entry.bytes)
    case .jsonl: Terminal.print(entry.bytes + [0x0A])
    case .json: Terminal.print(Array((count == 0 ? "[\n" : ",\n").utf8) + entry.bytes)
    }
    count += 1
  }

  /// Closes what is open.
  func finish() {
    guard format == .json else { return }
    Terminal.print(count == 0 ? "[]\n" : "\n]\n")
  }
}

/// Failures of lists as exit statuses.
enum KeysFailure {
  /// Says what is wrong; the status that the process ends with.
  static func status(of failure: KeyListFailure) -> ExitCode {
    Terminal.error("\(failure)")
    switch failure {
    case .unreadable, .folder: return ExitCode(Status.cannotRead.rawValue)
    case .refused(_, .unknownFormat):
      Terminal.hint("csrkit keys import makes a list of keys, of certificates and of others' lists")
      return ExitCode(Status.noRequest.rawValue)
    case .refused, .unsuitable: return ExitCode(Status.noRequest.rawValue)
    }
  }
}
