// SPDX-License-Identifier: Apache-2.0
import SystemBridge

/// The programs that are installed next to csrkit.
enum Companion {
  /// The program for what csrkit, a static executable, cannot link.
  static var program: String { program("csrkit-companion") }

  /// A program's path if it is in the folder of this one and this one was started by its path, else its name for PATH.
  static func program(_ name: String) -> String {
    guard let own = CommandLine.arguments.first, let slash = own.lastIndex(of: "/") else { return name }
    let beside = String(own[...slash]) + name
    do throws(SystemFailure) {
      _ = try Stream.reading(beside)
      return beside
    } catch {
      return name
    }
  }
}
