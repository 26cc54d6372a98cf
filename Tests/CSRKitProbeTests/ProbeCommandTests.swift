// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitLedger
import CSRKitProbe
import Foundation
import Testing

@Suite(
  .enabled(if: LoopbackWorld.isPossible, "not installed: \(LoopbackWorld.missing.joined(separator: ", "))"),
  .serialized, WorldTrait()
)
struct ProbeCommandTests {
  @Test
  func `The command reads a plan, reports each name and ends with 0 or 2`() throws {
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
  func `Watching ends with 0 once the file is published, and with 2 when it gives up`() throws {
    let world = try LoopbackWorld.required()
    let started = Date()
    #expect(try run(["late"], ["--watch", "--interval", "1", "--give-up", "2"]).status == 2)
    #expect(Date().timeIntervalSince(started) < 20)
    let writer = Thread {
      Thread.sleep(forTimeInterval: 1.5)
      _ = try? WebRootFile(root: "\(world.folder)/www").write(world.token)
    }
    writer.start()
    let result = try run(["late"], ["--watch", "--interval", "1", "--give-up", "30"])
    #expect(result.status == 0, "\(result.output)")
  }

  @Test
  func `An input without a valid plan ends with 65`() throws {
    let deep = String(repeating: "[", count: 100_000)
    let name = #"{"name":"a.example","cname":{"owner":"a b","target":"c.example.","searched":[]}}"#
    for text in [
      "", "{}", "[]", #"{"names":[]}"#, #"{"names":[\#(name)]}"#, deep, "-----BEGIN CERTIFICATE REQUEST-----",
    ] {
      #expect(try start("csrkit-companion", text, ["dcv-probe"]).status == 65)
    }
  }

  @Test
  func `Wrong usage ends with 64 and is reported like every error`() throws {
    let result = try start("csrkit-companion", "", ["dcv-probe", "--timeout", "0"], takesErrors: true)
    #expect(result.status == 64)
    #expect(result.output.hasPrefix("csrkit-companion: error: --timeout must be from 1 to 600"))
    let verb = try start("csrkit-companion", "", ["dcv-prob"], takesErrors: true)
    #expect(verb.status == 64 && verb.output.contains("did you mean 'dcv-probe'?"))
  }

  @Test
  func `The JSON of the command is that of the library's reports`() throws {
    let world = try LoopbackWorld.required()
    let targets = try ["good", "missing", "crlf"].map { try world.file("\($0).probe.example") }
    let encoded = try JSONEncoder().encode(Prober(world.options).run(targets))
    for format in ["json", "jsonl"] {
      let output = try run(["good", "missing", "crlf"], ["--format", format]).output
      #expect(output.split(separator: "\n").count == 1 || format == "json")
      let document = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? NSDictionary
      #expect(document?["schema"] as? Int == 1)
      #expect(document?["names"] as? NSArray == (try JSONSerialization.jsonObject(with: encoded) as? NSArray))
    }
  }

  @Test
  func `Two hundred names take bounded memory`() throws {
    let measured =
      "import resource,subprocess,sys; subprocess.run(sys.argv[1:]);"
      + "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    let hosts = (0..<200).map { "host\($0)" }
    let program = ProbeCommandTests.folder.appendingPathComponent("csrkit-companion").path
    let result = try start("/usr/bin/env", plan(hosts), ["python3", "-c", measured, program, "dcv-probe"] + options())
    let lines = result.output.split(separator: "\n")
    #expect(lines.count { $0.hasSuffix(": ready") } == 200)
    // Sixteen threads, each with a resolver, an HTTP handle and at most 8 KiB of body; in KiB.
    #expect(try #require(lines.last.flatMap { Int($0) }) < 200 * 1024)
  }

  @Test
  func `csrkit dcv probe finds below a web root what csrkit dcv wrote there`() throws {
    let world = try LoopbackWorld.required()
    let plan = [
      ProbeCommandTests.request, "--domain", "late.probe.example", "--method", "http", "--unique-value", "fromcsrkit",
    ]
    #expect(try csrkit(["dcv", "probe"] + plan + options()).status == 2)
    #expect(try csrkit(["dcv"] + plan + ["--write", "\(world.folder)/www"]).status == 0)
    let found = try csrkit(["dcv", "probe"] + plan + options())
    #expect(found.status == 0 && found.output.contains("late.probe.example: ready"), "\(found.output)")
    let wildcard = ["--domain", "*.probe.example", "--method", "http", "--format", "json"]
    let impossible = try csrkit(["dcv", "probe", ProbeCommandTests.request] + wildcard + options())
    #expect(impossible.status == 2 && impossible.output.contains("method.impossible"), "\(impossible.output)")
  }

  @Test
  func `A published token of an earlier order is named by the ledger that has it`() throws {
    let folder = try LoopbackWorld.required().folder
    let earlier = RequestToken(request: Array("an earlier request".utf8).span, uniqueValue: nil)
    let ledger = "\(folder)/earlier.sqlite"
    _ = try SQLiteLedger(path: ledger).record(
      LedgerEntry(key: TokenKey(earlier), reference: "4711", time: 1_790_000_000))
    let request = try Data(contentsOf: URL(fileURLWithPath: ProbeCommandTests.request))
    let place = "\(folder)/www/" + RequestToken(request: Array(request).span, uniqueValue: nil).path
    try FileManager.default.createDirectory(
      at: URL(fileURLWithPath: place).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(earlier.body.utf8).write(to: URL(fileURLWithPath: place))
    let arguments =
      ["dcv", "probe", ProbeCommandTests.request, "--domain", "late.probe.example", "--method", "http"]
      + (try options())
    let fault = "contains the token of another request or another uniqueValue"
    let without = try csrkit(arguments)
    #expect(without.output.contains("\(fault)\n"), "\(without.output)")
    let named = try csrkit(arguments + ["--ledger", ledger])
    #expect(named.status == 2)
    #expect(
      named.output.contains("\(fault); the ledger has this token for order \"4711\" of 2026-09-21"), "\(named.output)")
  }

  @Test
  func `Without its companion csrkit dcv probe says what is missing and what to do`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let alone = folder.appendingPathComponent("csrkit")
    try FileManager.default.createSymbolicLink(
      at: alone, withDestinationURL: ProbeCommandTests.folder.appendingPathComponent("csrkit"))
    let arguments = ["dcv", "probe", ProbeCommandTests.request, "--domain", "a.example"]
    let result = try start(alone.path, "", arguments, ["PATH": "/nonexistent"], takesErrors: true)
    #expect(result.status == 66)
    #expect(result.output.contains("csrkit-companion was not found"), "\(result.output)")
    #expect(result.output.contains("make install"))
  }

  #if os(Linux)
    @Test
    func `Only the companion links libcurl and libunbound, and neither program links all of Foundation`() throws {
      func libraries(_ program: String) throws -> String {
        try start("/usr/bin/ldd", "", [ProbeCommandTests.folder.appendingPathComponent(program).path]).output
      }
      let (companion, csrkit) = (try libraries("csrkit-companion"), try libraries("csrkit"))
      #expect(companion.contains("libcurl") && companion.contains("libunbound"))
      #expect(csrkit.contains("libcrypto") && !csrkit.contains("libcurl") && !csrkit.contains("libunbound"))
      for output in [companion, csrkit] {
        #expect(!output.contains("libFoundation.so") && !output.contains("FoundationICU"), "\(output)")
      }
    }
  #endif

  private static let request = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("TestVectors/requests/sans/dns.der").path
  /// Where the programs are built.
  private static var folder: URL { Bundle.main.bundleURL }

  private func csrkit(_ arguments: [String]) throws -> (status: Int32, output: String) {
    try start("csrkit", "", arguments)
  }

  private func plan(_ hosts: [String]) throws -> String {
    let token = try LoopbackWorld.required().token
    let names = hosts.map { host in
      """
      {"name":"\(host).probe.example","method":"HTTP_CSR_HASH","possible":true,"reason":null,"cname":null,"http":
      {"url":"http://\(host).probe.example/\(token.path)","path":"\(token.path)",
      "body":"\(token.body.replacing("\n", with: "\\n"))"}}
      """
    }
    return "{\"schema\":1,\"names\":[\(names.joined(separator: ","))]}"
  }

  private func run(_ hosts: [String], _ arguments: [String]) throws -> (status: Int32, output: String) {
    try start("csrkit-companion", plan(hosts), ["dcv-probe"] + options() + arguments)
  }

  /// The options with which the probe finds the test servers.
  private func options() throws -> [String] {
    let options = try LoopbackWorld.required().options
    var words = ["--allow-private", "--timeout", "4", "--name-server-port", "\(options.nameServerPort)"]
    for resolver in options.resolvers { words += ["--resolver", resolver] }
    for anchor in options.trustAnchors ?? [] { words += ["--trust-anchor", anchor] }
    for (port, place) in options.ports { words += ["--connect", "\(port)=\(place)"] }
    return words
  }

  private func start(
    _ program: String, _ input: String, _ arguments: [String], _ environment: [String: String] = [:],
    takesErrors: Bool = false
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program, relativeTo: ProbeCommandTests.folder)
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
