// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitBase
import CSRKitProbe
import Foundation
import Testing

/// Real servers on loopback: nginx, nsd with a plain and a signed zone, unbound as their resolver, and a hostile server;
/// started before a suite and stopped after it.
final class LoopbackWorld: Sendable {
  @TaskLocal static var current: LoopbackWorld?

  /// The world of the suite that runs.
  static func required() throws -> LoopbackWorld { try #require(current) }

  static let tools = ["nginx", "nsd", "unbound", "ldns-keygen", "ldns-signzone", "openssl", "python3"]
  static var missing: [String] { tools.filter { path(of: $0) == nil } }
  static var isPossible: Bool { missing.isEmpty }

  let token: RequestToken
  let options: ProbeOptions
  let hostilePort: Int
  let brokenDNSPort: Int
  /// A port where no query is answered.
  let silentDNSPort: Int
  /// The port of a resolver that does not pass DNSSEC records on.
  let plainDNSPort: Int
  let apachePort: Int
  let folder: String
  private let processes: [(tool: String, process: Process)]

  init() throws {
    // Below the system's ephemeral ports.
    let base = Int.random(in: 20_000...32_000)
    let bytes = Array("a request for the probe's tests".utf8)
    token = RequestToken(request: bytes.span, uniqueValue: try UniqueValue("oDA7uXM0"))
    folder = NSTemporaryDirectory() + "csrkit-probe-" + UUID().uuidString
    (hostilePort, brokenDNSPort, silentDNSPort, plainDNSPort) = (base + 4, base + 5, base + 6, base + 7)
    apachePort = base + 8
    var options = ProbeOptions()
    options.resolvers = ["127.0.0.1@\(base + 3)"]
    options.allowsPrivateAddresses = true
    options.timeLimit = .seconds(4)
    options.connectTimeLimit = .seconds(2)
    options.ports = [80: base, 443: base + 1]
    options.nameServerPort = base + 2
    options.trustAnchors = []
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: "\(folder)/www", withIntermediateDirectories: true)
    // The servers may drop root's privileges.
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
    let zones = ZoneFiles(token: token)
    var files = zones.files
    for row in FixRow.served {
      let port = row.server == "apache" ? apachePort : base
      files.merge(RowWorld.files(row, token, folder: folder, port: port)) { $1 }
    }
    for (name, text) in files {
      let file = URL(fileURLWithPath: "\(folder)/\(name)")
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    options.trustAnchors = [try LoopbackWorld.sign(folder)]
    self.options = options
    processes = try LoopbackWorld.startServers(folder, base, token)
    do { try waitUntilReady() } catch {
      stop()
      throw error
    }
  }

  /// Starts the servers; other ports are tried when some are in use.
  static func start() throws -> LoopbackWorld {
    for _ in 0..<3 { if let world = try? LoopbackWorld() { return world } }
    return try LoopbackWorld()
  }

  func stop() {
    for (_, process) in processes { process.terminate() }
    for (_, process) in processes { process.waitUntilExit() }
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Lets a server read its changed files.
  func reload(_ tool: String) {
    for (name, process) in processes where name == tool { kill(process.processIdentifier, SIGHUP) }
  }

  func file(_ host: String, scheme: String = "http") throws -> ProbeTarget {
    ProbeTarget(
      name: try ValidationName(host), proof: .file(url: "\(scheme)://\(host)/\(token.path)", body: token.body))
  }

  func record(_ name: String, zone: String = "probe.example") throws -> ProbeTarget {
    ProbeTarget(try #require(try plan([name], .cname, zone: zone).names.first))
  }

  func plan(
    _ names: [String], _ method: ValidationMethod, zone: String = "probe.example"
  ) throws -> ValidationPlan {
    try ValidationPlan(
      token: token, names: names.map { try ValidationName($0) }, choice: .common(method),
      asOf: try #require(CalendarDate(year: 2026, month: 11, day: 23))
    ) { _ in zone }
  }

  func look(_ target: ProbeTarget, _ change: (inout ProbeOptions) -> Void = { _ in }) -> ProbeReport {
    var options = options
    change(&options)
    return Prober(options).run([target]).first ?? ProbeReport(name: target.name.ascii, findings: [])
  }

  /// Signs a zone, then changes one record without its signature; returns the trust anchor.
  private static func sign(_ folder: String) throws -> String {
    let key = try run("ldns-keygen", ["-a", "ECDSAP256SHA256", "-k", "signed.example"], in: folder)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    _ = try run("ldns-signzone", ["-o", "signed.example", "-f", "signed.zone.signed", "signed.zone", key], in: folder)
    let file = "\(folder)/signed.zone.signed"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    // The signature is still that of the former address.
    let lines = text.split(separator: "\n").map { line in
      line.hasPrefix("bogus.") && line.contains("\tA\t")
        ? line.replacingOccurrences(of: "127.0.0.1", with: "127.0.0.9") : String(line)
    }
    try (lines.joined(separator: "\n") + "\n").write(toFile: file, atomically: false, encoding: .utf8)
    return try String(contentsOfFile: "\(folder)/\(key).key", encoding: .utf8)
      .split(separator: ";")[0].trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func startServers(_ folder: String, _ base: Int, _ token: RequestToken) throws
    -> [(tool: String, process: Process)]
  {
    _ = try run(
      "openssl",
      [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-subj",
        "/CN=other.example",
      ],
      in: folder)
    let files = ServerFiles(folder: folder, base: base, token: token)
    for (name, text) in files.files { try text.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8) }
    let hostile = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("hostile.py").path
    let commands = [
      ("nginx", ["-p", folder, "-c", "\(folder)/nginx.conf"]), ("nsd", ["-d", "-c", "\(folder)/nsd.conf"]),
      ("unbound", ["-d", "-c", "\(folder)/unbound.conf"]),
      ("python3", [hostile] + (4...7).map { "\(base + $0)" } + ["\(base + 3)"]),
    ]
    let apache = ApacheFiles.isPossible ? [("apache2", ["-D", "FOREGROUND", "-f", "\(folder)/apache.conf"])] : []
    return try (commands + apache).map { ($0.0, try start($0.0, $0.1)) }
  }

  private func waitUntilReady() throws {
    // The resolver would remember for seconds that a name server did not respond.
    try wait {
      look(try record("record.probe.example")) {
        $0.resolvers = ["127.0.0.1@\(options.nameServerPort)"]
        $0.checksCAA = false
      }.findings.contains { $0.kind.rawValue == "record.ready" }
    }
    try wait { look(try file("good.probe.example")).verdict == .ready }
    try wait {
      look(try file("garbage.probe.example")) { $0.ports[80] = hostilePort }
        .findings.contains { $0.kind.rawValue == "fetch.broken" }
    }
  }

  private func wait(_ isReady: () throws -> Bool) throws {
    for _ in 0..<60 {
      if try isReady() { return }
      Thread.sleep(forTimeInterval: 0.1)
    }
    throw WorldError.notReady(look(try file("good.probe.example")))
  }

  private static func start(_ tool: String, _ arguments: [String]) throws -> Process {
    let process = Process()
    // Threads of the test runner block signals; a child process inherits that and could not be stopped.
    let unblock =
      "import os,signal,sys; signal.pthread_sigmask(signal.SIG_SETMASK, []); os.execv(sys.argv[1], sys.argv[1:])"
    process.executableURL = URL(fileURLWithPath: path(of: "python3") ?? "python3")
    process.arguments = ["-c", unblock, path(of: tool) ?? tool] + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  private static func run(_ tool: String, _ arguments: [String], in folder: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path(of: tool) ?? tool)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw WorldError.tool(tool) }
    return String(decoding: output, as: UTF8.self)
  }

  static func path(of tool: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    return (folders + ["/usr/sbin", "/usr/bin"]).map { "\($0)/\(tool)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

/// Starts the servers before a suite and stops them after it.
struct WorldTrait: SuiteTrait, TestScoping {
  @concurrent func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    let world = try LoopbackWorld.start()
    defer { world.stop() }
    try await LoopbackWorld.$current.withValue(world) { try await function() }
  }
}

enum WorldError: Error {
  case notReady(ProbeReport), tool(String)
}

extension ProbeReport {
  /// The first error or warning.
  func cause() throws -> ProbeFinding { try #require(findings.first { $0.severity != .info }, "\(self)") }
}
