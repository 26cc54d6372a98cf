// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import OpenSSLBridge
internal import Preflight

/// A SARIF 2.1.0 log (OASIS): findings for code scanning services and editors, written result by result.
package struct SARIFLog: ~Copyable {
  /// The identifier of the schema.
  package static let schema = "https://json.schemastore.org/sarif-2.1.0.json"

  private var writer = JSONWriter()
  private var (isStarted, isEmpty) = (false, true)
  private var unreadable: [(source: String, message: String)] = []

  /// Creates a log without results.
  package init() {}

  /// Removes and returns what was written since the last call.
  package mutating func takeBytes() -> [UInt8] {
    defer { writer.reset() }
    return writer.bytes
  }

  /// Adds the findings of a request.
  package mutating func add(_ report: RequestReport) {
    let identity = report.sha256.hex()
    for finding in report.findings {
      add(SARIFResult(finding, at: SARIFLocation(finding, in: report.source), request: identity))
    }
  }

  /// Adds the findings of an order.
  ///
  /// - Parameter form: the name of the file with the order form; nil if there is none.
  package mutating func add(_ check: OrderCheck, form: String?) {
    let identity = check.report?.sha256.hex()
    for finding in check.findings {
      // A parameter is part of the form; everything else is part of the request.
      let isInForm = check.report == nil || finding.field != nil && finding.place == nil
      let location =
        isInForm ? form.map { SARIFLocation(file: $0, path: finding.field) } : nil
      let request = check.report.map { SARIFLocation(finding, in: $0.source) }
      add(SARIFResult(finding, at: location ?? request ?? SARIFLocation(file: "csr"), request: identity))
    }
  }

  /// Adds an input that cannot be inspected.
  package mutating func add(_ fault: InputFault, _ message: String, fix: String? = nil, at location: SARIFLocation) {
    add(SARIFResult(fault, message, fix: fix, at: location))
  }

  /// Adds a file that cannot be read; the run is then not successful.
  package mutating func add(unreadable source: String, _ message: String) { unreadable.append((source, message)) }

  /// Ends the log.
  package mutating func finish() {
    start()
    writer.append(Array("\n],\"invocations\":[".utf8))
    let unreadable = unreadable
    writer.object { writer in
      writer.member("executionSuccessful", unreadable.isEmpty)
      guard !unreadable.isEmpty else { return }
      writer.array("toolExecutionNotifications") { writer in
        for (source, message) in unreadable {
          writer.object { writer in
            writer.member("level", "error")
            writer.message([message])
            SARIFLocation(file: source).write(to: &writer)
          }
        }
      }
    }
    writer.append(Array("]}]}\n".utf8))
  }

  /// Writes the start of the log, once. Only a log that is used has one: it contains all rules.
  private mutating func start() {
    if !isStarted { writer.append(SARIFLog.head) }
    isStarted = true
  }

  private mutating func add(_ result: SARIFResult) {
    start()
    writer.append(Array((isEmpty ? "\n" : ",\n").utf8))
    isEmpty = false
    // Each result is a document of its own: the separator above replaces the writer's comma.
    var document = JSONWriter()
    result.write(to: &document)
    writer.append(document.bytes)
  }

  /// The start of the log, up to its results.
  private static let head: [UInt8] = {
    var tool = JSONWriter()
    tool.object { writer in
      writer.object("driver") { writer in
        writer.member("name", "csrkit")
        writer.member("version", CSRKitVersion.text)
        writer.member("semanticVersion", CSRKitVersion.text)
        writer.member("informationUri", "https://github.com/csrkit/csrkit")
        writer.array("rules") { writer in
          for rule in RuleCatalog.all { rule.write(to: &writer) }
          for fault in InputFault.allCases { fault.write(to: &writer) }
        }
      }
    }
    let start = "{\"$schema\":\"\(schema)\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":"
    return Array(start.utf8) + tool.bytes + Array(",\"results\":[".utf8)
  }()
}

extension JSONWriter {
  /// Writes the member `message`, of one or more lines. It must not contain the syntax of placeholders and links, which values of
  /// a request may have (SARIF 2.1.0 §3.11.5, §3.11.6).
  mutating func message(_ lines: [String]) {
    var plain = ""
    for character in lines.map({ visible($0) }).joined(separator: "\n") {
      switch character {
      case "{", "}": plain += "\(character)\(character)"
      case "(" where plain.hasSuffix("]"): plain += " ("
      default: plain.append(character)
      }
    }
    object("message") { $0.member("text", plain) }
  }
}
