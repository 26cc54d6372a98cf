// SPDX-License-Identifier: Apache-2.0
internal import CSRKit
internal import SystemBridge
public import Logging

/// Writes one JSON object per line to standard error: time, level, label, message, then the metadata.
public struct JSONLogHandler: LogHandler {
  /// Metadata of every line.
  public var metadata: Logger.Metadata = [:]
  /// The lowest level that is written.
  public var logLevel: Logger.Level
  /// Metadata of the task.
  public var metadataProvider: Logger.MetadataProvider?
  private let label: String
  private let write: @Sendable ([UInt8]) -> Void

  /// Creates a handler that writes to standard error.
  public init(label: String, level: Logger.Level) {
    self.init(label: label, level: level) { line in
      // A failure to log must not affect the server.
      try? Stream.standardError().write(line)
    }
  }

  /// Creates a handler that passes each line, with its line break, to a function.
  public init(label: String, level: Logger.Level, write: @escaping @Sendable ([UInt8]) -> Void) {
    self.label = label
    logLevel = level
    self.write = write
  }

  /// One key of the metadata.
  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  /// Writes a line.
  public func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("time", LedgerTime.text(Int64(Process.secondsSinceEpoch)))
      writer.member("level", event.level.rawValue)
      writer.member("label", label)
      writer.member("message", event.message.description)
      for (key, value) in all.sorted(by: { $0.key < $1.key }) {
        writer.write(named: key)
        writer.string(value.description)
      }
    }
    write(writer.line)
  }
}
