// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import Foundation
import Ledger
import LedgerClient

/// A folder that is gone after the test.
final class ScratchFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "csrkit-ledger-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var ledger: String { "\(path)/ledger.sqlite" }
}

/// The helper that was built beside the tests.
enum Helper {
  static func built() -> String {
    let beside = Bundle.main.bundleURL.appendingPathComponent("csrkit-ledger").path
    if FileManager.default.isExecutableFile(atPath: beside) { return beside }
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return package.appendingPathComponent(".build/debug/csrkit-ledger").path
  }
}
