// SPDX-License-Identifier: Apache-2.0
import Logging
import SystemBridge

/// The maximum number of open connections.
enum ConnectionLimit {
  /// File descriptors for everything except connections.
  private static let reserve = 64

  /// The requested number, or less if the system's limit of open files is lower: accepting would fail beyond it.
  static func connections(wanted: Int, logger: Logger) -> Int {
    let files = Process.raiseOpenFileLimit(to: wanted + reserve)
    guard files < wanted + reserve else { return wanted }
    let connections = max(1, files - reserve)
    logger.warning(
      "maximum number of connections reduced: the system's limit of open files is lower",
      metadata: ["wanted": "\(wanted)", "connections": "\(connections)"])
    return connections
  }
}
