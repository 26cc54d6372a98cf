// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// A folder that is removed after the test.
final class ScratchFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "csrkit-ledger-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var ledger: String { "\(path)/ledger.sqlite" }
}

/// The checkout and the programs that were built with the tests.
enum Checkout {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func vector(_ path: String) -> String { root.appendingPathComponent("TestVectors/\(path)").path }

  static func program(_ name: String) throws -> String {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    for _ in 0..<5 {
      let candidate = folder.appendingPathComponent(name).path
      if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
      folder.deleteLastPathComponent()
    }
    let built = root.appendingPathComponent(".build/debug/\(name)").path
    return try #require(FileManager.default.isExecutableFile(atPath: built) ? built : nil)
  }
}

/// One run of csrkit.
struct Command {
  let output: String
  let errors: String
  let status: Int32

  init(_ arguments: [String], environment: [String: String] = [:]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try Checkout.program("csrkit"))
    process.arguments = arguments
    process.environment = environment.merging(["PATH": "/usr/bin:/bin"]) { $1 }
    let (answer, notes) = (Pipe(), Pipe())
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = answer
    process.standardError = notes
    try process.run()
    // Both are shorter than a pipe's buffer.
    output = String(decoding: answer.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    errors = String(decoding: notes.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    status = process.terminationStatus
  }
}
