// SPDX-License-Identifier: Apache-2.0
import Logging
import SystemBridge

/// How many connections may be open at a time.
enum ConnectionLimit {
  /// Files that the process needs beside connections.
  private static let reserve = 64

  /// As many as wanted, or as the system's limit of open files allows: beyond it, accepting would fail.
  static func connections(wanted: Int, logger: Logger) -> Int {
    let files = Process.raiseOpenFileLimit(to: wanted + reserve)
    guard files < wanted + reserve else { return wanted }
    let connections = max(1, files - reserve)
    logger.warning(
      "fewer connections than wanted: the system's limit of open files is lower",
      metadata: ["wanted": "\(wanted)", "connections": "\(connections)"])
    return connections
  }
}
