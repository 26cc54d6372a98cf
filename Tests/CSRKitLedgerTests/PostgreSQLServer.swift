// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A PostgreSQL server for one test, with a socket in a scratch folder and without network access.
final class PostgreSQLServer {
  let uri: String
  private let folder: ScratchFolder
  private let process = Process()

  static var isInstalled: Bool { binaries != nil }

  private static var binaries: String? {
    let root = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return versions.sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }.map { "\(root)/\($0)/bin" }
      .first { FileManager.default.isExecutableFile(atPath: "\($0)/initdb") }
  }

  init() throws {
    guard let binaries = PostgreSQLServer.binaries else { throw PostgreSQLServerError.notInstalled }
    folder = try ScratchFolder()
    // A socket's path has at most 107 octets.
    uri = "postgres://csrkit@/postgres?host=\(folder.path)"
    if getuid() == 0 {
      let owner = Process()
      try PostgreSQLServer.start(owner, ["/bin/chown", "postgres", folder.path])
      owner.waitUntilExit()
    }
    let data = "\(folder.path)/data"
    let maker = Process()
    let making = ["\(binaries)/initdb", "-D", data, "-U", "csrkit", "-A", "trust", "-N", "--locale=C", "-E", "UTF8"]
    try PostgreSQLServer.start(maker, PostgreSQLServer.unprivileged(making))
    maker.waitUntilExit()
    guard maker.terminationStatus == 0 else { throw PostgreSQLServerError.initdb }
    let settings = ["listen_addresses=", "unix_socket_directories=\(folder.path)", "fsync=off"]
    let serving = ["\(binaries)/postgres", "-D", data] + settings.flatMap { ["-c", $0] }
    try PostgreSQLServer.start(process, PostgreSQLServer.unprivileged(serving))
    try waitUntilReady()
  }

  deinit {
    // SIGINT is PostgreSQL's fast shutdown.
    process.interrupt()
    process.waitUntilExit()
  }

  /// Runs one statement with psql.
  func run(_ statement: String) throws {
    let client = Process()
    try PostgreSQLServer.start(
      client, ["/usr/bin/psql", "-q", "-h", folder.path, "-U", "csrkit", "-d", "postgres", "-c", statement])
    client.waitUntilExit()
    guard client.terminationStatus == 0 else { throw PostgreSQLServerError.statement }
  }

  private func waitUntilReady() throws {
    for _ in 0..<300 where process.isRunning {
      if FileManager.default.fileExists(atPath: "\(folder.path)/.s.PGSQL.5432"),
        FileManager.default.isExecutableFile(atPath: "/usr/bin/pg_isready")
      {
        let probe = Process()
        try PostgreSQLServer.start(probe, ["/usr/bin/pg_isready", "-q", "-h", folder.path])
        probe.waitUntilExit()
        if probe.terminationStatus == 0 { return }
      }
      Thread.sleep(forTimeInterval: 0.1)
    }
    throw PostgreSQLServerError.notReady
  }

  /// The server does not run as root; tests that do start it as the user of Debian's package.
  private static func unprivileged(_ command: [String]) -> [String] {
    guard getuid() == 0 else { return command }
    return ["/usr/bin/setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] + command
  }

  private static func start(_ process: Process, _ command: [String]) throws {
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    process.currentDirectoryURL = URL(fileURLWithPath: "/")
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }
}

enum PostgreSQLServerError: Error {
  case notInstalled, initdb, notReady, statement
}
