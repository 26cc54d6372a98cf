// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// The paths of the checkout.
enum Checkout {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func vector(_ path: String) -> String { root.appendingPathComponent("TestVectors/\(path)").path }

  /// The command, in a folder above the bundle of these tests.
  static var command: URL {
    get throws {
      var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      for _ in 0..<5 {
        let candidate = folder.appendingPathComponent("csrkit")
        if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
        folder.deleteLastPathComponent()
      }
      let built = root.appendingPathComponent(".build/debug/csrkit")
      return try #require(FileManager.default.isExecutableFile(atPath: built.path) ? built : nil)
    }
  }
}

/// A run of the command, with its output and exit status.
struct Run {
  let output: String
  let errors: String
  let status: Int32

  init(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], folder directory: URL? = nil,
    command: URL? = nil
  ) throws {
    let process = Foundation.Process()
    process.executableURL = try command ?? Checkout.command
    process.arguments = arguments
    if let directory { process.currentDirectoryURL = directory }
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["in", "out", "err"].map { folder.appendingPathComponent($0) }
    try Data(input).write(to: files[0])
    for file in files[1...] { try Data().write(to: file) }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    output = String(decoding: try Data(contentsOf: files[1]), as: UTF8.self)
    errors = String(decoding: try Data(contentsOf: files[2]), as: UTF8.self)
    status = process.terminationStatus
  }
}
