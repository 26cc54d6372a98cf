// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A program of this machine that other software's view of a file is taken from.
struct Tool {
  let url: URL

  /// Finds a program in PATH; nil, after saying so, if it is not installed.
  init?(_ name: String) {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    let paths = folders.map { URL(fileURLWithPath: String($0)).appendingPathComponent(name) }
    guard let found = paths.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
      print("\(name) is not installed: its part of the test is skipped")
      return nil
    }
    url = found
  }

  /// Runs the program in a folder; returns its output and status.
  @discardableResult
  func run(_ arguments: [String], in folder: URL, input: String = "") throws -> (output: String, status: Int32) {
    let process = Foundation.Process()
    process.executableURL = url
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let (output, standardInput) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = standardInput
    try process.run()
    try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try standardInput.fileHandleForWriting.close()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: data, as: UTF8.self), process.terminationStatus)
  }
}

/// A folder for the files of one test.
final class Workshop: Sendable {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("csrkit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  func write(_ bytes: [UInt8], _ name: String) throws {
    try Data(bytes).write(to: folder.appendingPathComponent(name))
  }

  func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appendingPathComponent(name))) }
}
