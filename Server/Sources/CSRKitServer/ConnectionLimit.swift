// SPDX-License-Identifier: Apache-2.0
import SystemBridge
import Telemetry

/// The maximum number of open connections.
enum ConnectionLimit {
  /// File descriptors for everything except connections.
  private static let reserve = 64

  /// The requested number, or less if the system's limit of open files is lower: accepting would fail beyond it.
  static func connections(wanted: Int, log: Log) -> Int {
    let files = Process.raiseOpenFileLimit(to: wanted + reserve)
    guard files < wanted + reserve else { return wanted }
    let connections = max(1, files - reserve)
    log.note(
      .warning, "maximum number of connections reduced: the system's limit of open files is lower",
      [("wanted", "\(wanted)"), ("connections", "\(connections)")])
    return connections
  }
}
