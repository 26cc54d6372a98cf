// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// The exit statuses that scripts rely on; the worst over all inputs is the process's.
enum Status: Int32, Comparable {
  case success = 0
  case findings = 1
  case refused = 2
  case usage = 64
  case noRequest = 65
  case cannotRead = 66
  case ownFault = 70

  static func < (left: Status, right: Status) -> Bool { left.rawValue < right.rawValue }

  func exit() throws {
    if self != .success { throw ExitCode(rawValue) }
  }
}
