// SPDX-License-Identifier: Apache-2.0
import CSRKit
import CSRKitBase
import PKCS10

/// Prints findings as they are found: as text, as JSON documents, or as the results of one SARIF log.
struct ReportOutput: ~Copyable {
  let format: ReportFormat
  /// Whether the documents of the format json are the elements of one array.
  private let isArray: Bool
  private var writer = JSONWriter()
  private var log = SARIFLog()
  /// The number of texts or documents printed.
  private var count = 0

  init(format: ReportFormat, isArray: Bool) {
    self.format = format
    self.isArray = isArray && format == .json
  }

  /// Prints what the format needs; an empty text is not printed.
  mutating func add(
    text: @autoclosure () -> String = "", separator: String = "\n", json: (inout JSONWriter) -> Void,
    sarif: (inout SARIFLog) -> Void
  ) {
    switch format {
    case .text:
      let shown = text()
      guard !shown.isEmpty else { return }
      Terminal.print((count > 0 ? separator : "") + shown)
      count += 1
    case .json, .jsonl: document(json)
    case .sarif:
      sarif(&log)
      Terminal.print(log.takeBytes())
    }
  }

  /// Prints a document that only the JSON formats have.
  mutating func document(_ write: (inout JSONWriter) -> Void) {
    guard format == .json || format == .jsonl else { return }
    writer.reset()
    if isArray { Terminal.print(count == 0 ? "[\n" : ",\n") }
    write(&writer)
    Terminal.print(isArray ? writer.bytes : writer.line)
    count += 1
  }

  /// A request whose structure cannot be read.
  mutating func add(_ failure: InspectionFailure) {
    add(json: { failure.write(to: &$0) }) { log in
      log.add(
        .malformed, "\(failure)", fix: failure.advice,
        at: SARIFLocation(file: failure.source.name, line: failure.source.line))
    }
  }

  /// Why an input contains no request.
  mutating func add(failure kind: String, _ message: String, fix: String?, source: String, isDamaged: Bool) {
    add(json: { $0.writeFailure(kind: kind, message: message, fix: fix, source: source) }) { log in
      log.add(isDamaged ? .malformed : .noRequest, message, fix: fix, at: SARIFLocation(file: source))
    }
  }

  /// An input that cannot be read.
  mutating func add(unreadable source: String, _ message: String) {
    add(json: { $0.writeFailure(kind: "unreadable", message: message, source: source) }) { log in
      log.add(unreadable: source, message)
    }
  }

  /// A private key; in JSON, it is part of the report of a request.
  mutating func add(privateKey form: String, source: String, line: Int? = nil) {
    guard format == .sarif else { return }
    log.add(.privateKey, "the file contains a private key: \(form)", at: SARIFLocation(file: source, line: line))
    Terminal.print(log.takeBytes())
  }

  /// Closes the array or the log.
  mutating func finish() {
    if isArray { Terminal.print(count == 0 ? "[]\n" : "\n]\n") }
    guard format == .sarif else { return }
    log.finish()
    Terminal.print(log.takeBytes())
  }
}
