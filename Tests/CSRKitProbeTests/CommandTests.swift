// SPDX-License-Identifier: Apache-2.0
import DCV
import Foundation
import Probe
import Testing

@Suite(
  .enabled(if: LoopbackWorld.isPossible, "not installed: \(LoopbackWorld.missing.joined(separator: ", "))"),
  .serialized, WorldTrait()
)
struct CommandTests {
  private func world() throws -> LoopbackWorld { try #require(LoopbackWorld.current) }

  @Test
  func `The command reads a plan, says what it sees and ends with 0 or 2`() throws {
    let good = try run(["good"], [])
    #expect(good.status == 0, "\(good.output)")
    #expect(good.output.contains("good.probe.example: ready"))
    let both = try run(["good", "missing"], ["--format", "json"])
    #expect(both.status == 2)
    let document = try JSONSerialization.jsonObject(with: Data(both.output.utf8)) as? [String: Any]
    let names = document?["names"] as? [[String: Any]]
    #expect(names?.map { $0["verdict"] as? String } == ["ready", "not-ready"])
  }

  @Test
  func `Watching ends with 0 as soon as the file is there, and with 2 when it is given up`() throws {
    let world = try world()
    let started = Date()
    #expect(try run(["late"], ["--watch", "--interval", "1", "--give-up", "2"]).status == 2)
    #expect(Date().timeIntervalSince(started) < 8)
    let writer = Thread {
      Thread.sleep(forTimeInterval: 1.5)
      _ = try? WebRootFile(root: "\(world.folder)/www").write(world.token)
    }
    writer.start()
    let result = try run(["late"], ["--watch", "--interval", "1", "--give-up", "30"])
    #expect(result.status == 0, "\(result.output)")
  }

  @Test
  func `What is no plan ends with 65`() throws {
    for text in ["", "{}", "[]", "{\"names\":[]}", "-----BEGIN CERTIFICATE REQUEST-----"] {
      #expect(try start(text, []).status == 65)
    }
  }

  @Test
  func `Wrong usage ends with 64 and is told as every error is`() throws {
    let program = Bundle.main.bundleURL.appendingPathComponent("csrkit-probe")
    let result = try start(program, "", ["--timeout", "0"], [:], takesErrors: true)
    #expect(result.status == 64)
    #expect(result.output.hasPrefix("csrkit-probe: error: --timeout is 1 to 600"))
  }

  @Test(.enabled(if: isCSRKitBuilt, "csrkit is not built beside this package (swift build --product csrkit)"))
  func `What csrkit dcv writes below a web root is what csrkit dcv probe finds there`() throws {
    let world = try world()
    let request = CommandTests.root.appendingPathComponent("TestVectors/requests/sans/dns.der").path
    let plan = [request, "--domain", "late.probe.example", "--method", "http", "--unique-value", "fromcsrkit"]
    #expect(try csrkit(["dcv", "probe"] + plan + options()).status == 2)
    #expect(try csrkit(["dcv"] + plan + ["--write", "\(world.folder)/www"]).status == 0)
    let found = try csrkit(["dcv", "probe"] + plan + options())
    #expect(found.status == 0 && found.output.contains("late.probe.example: ready"), "\(found.output)")
    let wildcard = ["dcv", "probe", request, "--domain", "*.probe.example", "--method", "http", "--format", "json"]
    let impossible = try csrkit(wildcard + options())
    #expect(impossible.status == 2 && impossible.output.contains("method.impossible"), "\(impossible.output)")
  }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static var program: URL { root.appendingPathComponent(".build/debug/csrkit") }
  private static var isCSRKitBuilt: Bool { FileManager.default.isExecutableFile(atPath: program.path) }

  private func csrkit(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let probe = Bundle.main.bundleURL.path
    return try start(CommandTests.program, "", arguments, ["PATH": "\(probe):/usr/bin:/bin"])
  }

  private func run(_ hosts: [String], _ arguments: [String]) throws -> (status: Int32, output: String) {
    let world = try world()
    let names = hosts.map { host in
      """
      {"name":"\(host).probe.example","method":"HTTP_CSR_HASH","possible":true,"reason":null,"cname":null,"http":
      {"url":"http://\(host).probe.example/\(world.token.path)","path":"\(world.token.path)",
      "body":"\(world.token.body.replacing("\n", with: "\\n"))"}}
      """
    }
    return try start("{\"schema\":1,\"names\":[\(names.joined(separator: ","))]}", options() + arguments)
  }

  /// The options by which the probe finds the tests' servers.
  private func options() throws -> [String] {
    let options = try world().options
    return options.resolvers.flatMap { ["--resolver", $0] } + ["--allow-private", "--timeout", "4"]
      + (options.trustAnchors ?? []).flatMap { ["--trust-anchor", $0] }
      + options.ports.flatMap { ["--connect", "\($0.key)=\($0.value)"] }
  }

  private func start(_ input: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    try start(Bundle.main.bundleURL.appendingPathComponent("csrkit-probe"), input, arguments, [:])
  }

  private func start(
    _ program: URL, _ input: String, _ arguments: [String], _ environment: [String: String], takesErrors: Bool = false
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let (reading, writing) = (Pipe(), Pipe())
    process.standardInput = reading
    process.standardOutput = writing
    process.standardError = takesErrors ? writing : FileHandle.nullDevice as Any
    try process.run()
    reading.fileHandleForWriting.write(Data(input.utf8))
    try reading.fileHandleForWriting.close()
    let output = writing.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
