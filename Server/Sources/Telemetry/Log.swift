// SPDX-License-Identifier: Apache-2.0
internal import CSRKit
internal import SystemBridge

/// Writes one JSON object per line: time, level, label and message, then the fields of the event.
public struct Log: Sendable {
  /// The importance of an event; the raw value is the name of the setting.
  public enum Level: String, Sendable, CaseIterable, Comparable {
    case debug, info, notice, warning, error

    /// Compares the importance.
    public static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }

    private var rank: Int { Level.allCases.firstIndex(of: self) ?? 0 }
  }

  /// A field of an event: its name, and a value that no client chose.
  public typealias Field = (name: String, value: String)

  private let label: String
  private let level: Level
  private let write: @Sendable ([UInt8]) -> Void

  /// Creates a log on standard error.
  ///
  /// - Parameter level: the lowest level that is written.
  public init(label: String, level: Level) {
    self.init(label: label, level: level) { line in
      // A failure to log must not affect the server.
      try? Stream.standardError().write(line)
    }
  }

  /// Creates a log that passes each line, with its line break, to a function.
  public init(label: String, level: Level, write: @escaping @Sendable ([UInt8]) -> Void) {
    (self.label, self.level, self.write) = (label, level, write)
  }

  /// Writes an event; its fields are evaluated only if its level is written.
  public func note(_ level: Level, _ message: StaticString, _ fields: @autoclosure () -> [Field] = []) {
    guard level >= self.level else { return }
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("time", LedgerTime.text(Int64(Process.secondsSinceEpoch)))
      writer.member("level", level.rawValue)
      writer.member("label", label)
      writer.member("message", message.description)
      for field in fields() {
        writer.write(named: field.name)
        writer.string(field.value)
      }
    }
    write(writer.line)
  }
}
