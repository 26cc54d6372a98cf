// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// Kills `csrkit new` at random moments; CSRKIT_KILLS=1000 does so more often.
@Suite struct KillTests {
  static let count = ProcessInfo.processInfo.environment["CSRKIT_KILLS"].flatMap { Int($0) } ?? 100

  /// Starts the command and ends it after a random time; returns how long an undisturbed run took if it ended first.
  private static func kill(_ arguments: [String], in folder: Folder, after limit: Double) throws -> Bool {
    let process = Foundation.Process()
    process.executableURL = try Checkout.command
    process.arguments = ["new", "--name", "www.example.com"] + arguments
    process.currentDirectoryURL = folder.url
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    usleep(UInt32(Double.random(in: 0...limit) * 1_000_000))
    Foundation.kill(process.processIdentifier, [SIGKILL, SIGTERM, SIGINT].randomElement() ?? SIGKILL)
    process.waitUntilExit()
    return process.terminationReason == .exit
  }

  private static func duration(_ work: () throws -> Void) rethrows -> Double {
    let start = Date()
    try work()
    return Date().timeIntervalSince(start)
  }

  @Test func `a killed run leaves no half file, no open key and no CSR without its key`() throws {
    let usual = try Self.duration { try #expect(Folder().new("--name", "www.example.com").status == 0) }
    var (complete, partial, none) = (0, 0, 0)
    for _ in 0..<Self.count {
      let folder = try Folder()
      _ = try Self.kill([], in: folder, after: 1.3 * usual)
      let visible = folder.names.filter { !$0.hasPrefix(".") }
      for name in folder.names where !name.hasSuffix(".csr") { #expect(try folder.mode(name) == 0o600) }
      if visible.contains("www.example.com.key") {
        let key = try folder.text("www.example.com.key")
        #expect(key.hasPrefix("-----BEGIN PRIVATE KEY-----") && key.hasSuffix("-----END PRIVATE KEY-----\n"))
      }
      if visible.contains("www.example.com.csr") {
        let match = try Run(["match", "www.example.com.key", "www.example.com.csr"], folder: folder.url)
        #expect(match.status == 0, "\(match.output)")
        complete += 1
      } else if visible.isEmpty {
        none += 1
        // What is left, if anything, does not block the next run.
        if none <= 5 { #expect(try folder.new("--name", "www.example.com").status == 0) }
      } else {
        partial += 1
      }
    }
    print("killed \(Self.count) runs: \(none) before the key, \(partial) between key and CSR, \(complete) after both")
    #expect(none > 0)
  }

  @Test func `a run killed during --replace leaves the old files or their backups`() throws {
    let folder = try Folder()
    #expect(try folder.new("--name", "www.example.com").status == 0)
    let usual = try Self.duration { _ = try Folder().new("--name", "www.example.com") }
    for _ in 0..<max(10, Self.count / 5) {
      let old = Set(try folder.names.map { try folder.text($0) })
      _ = try Self.kill(["--replace"], in: folder, after: 1.3 * usual)
      let now = Set(try folder.names.map { try folder.text($0) })
      #expect(now.isSuperset(of: old))
      guard folder.names.contains("www.example.com.csr") else { continue }
      #expect(try Run(["match", "www.example.com.key", "www.example.com.csr"], folder: folder.url).status == 0)
    }
  }
}
