// SPDX-License-Identifier: Apache-2.0
import SystemBridge

/// Programs that are installed in the same folder as csrkit.
enum Companion {
  /// The program that needs libraries which a static executable cannot load.
  static let name = "csrkit-companion"

  /// A program's path when it is in the folder of this one and this one was started by its path, else its name for PATH.
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
