// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitProbe
import Foundation
import Testing

@Suite(
  .enabled(if: LoopbackWorld.isPossible, "not installed: \(LoopbackWorld.missing.joined(separator: ", "))"),
  .serialized, WorldTrait()
)
struct ProberTests {
  private func found(_ report: ProbeReport) -> [String] { report.findings.map(\.kind.rawValue) }

  @Test
  func `A published file is ready, and the CAA records of its host's parents are checked`() throws {
    let report = try LoopbackWorld.required().look(LoopbackWorld.required().file("good.probe.example"))
    #expect(report.verdict == .ready, "\(report)")
    #expect(found(report) == ["file.ready", "caa.none"])
  }

  @Test(arguments: [
    ("html", "file.html"), ("empty", "file.empty"), ("bom", "file.byte-order-mark"), ("other", "file.other-token"),
    ("missing", "file.status"), ("forbidden", "file.status"), ("to-port", "redirect.refused"),
    ("self", "redirect.loop"), ("loop-a", "dns.failure"),
  ])
  func `A file that the CA would not accept is reported with what was found instead`(host: String, finding: String)
    throws
  {
    let world = try LoopbackWorld.required()
    let report = world.look(try world.file("\(host).probe.example"))
    #expect(report.verdict == .notReady)
    #expect(found(report).contains(finding), "\(report)")
    #expect(report.findings.contains { $0.severity == .error && $0.fix != nil })
  }

  @Test(arguments: [("crlf", "file.line-ends"), ("to-good", "redirect.seen")])
  func `What the CA may not accept is doubtful`(host: String, finding: String) throws {
    let world = try LoopbackWorld.required()
    let report = world.look(try world.file("\(host).probe.example"))
    #expect(report.verdict == .doubtful, "\(report)")
    #expect(found(report).contains(finding))
  }

  @Test
  func `A missing last newline is accepted`() throws {
    let world = try LoopbackWorld.required()
    #expect(world.look(try world.file("cut.probe.example")).verdict == .ready)
  }

  @Test
  func `An invalid certificate is reported, and the file is checked anyway`() throws {
    let world = try LoopbackWorld.required()
    let report = world.look(try world.file("good.probe.example", scheme: "https"))
    #expect(report.verdict == .doubtful, "\(report)")
    #expect(found(report).prefix(2) == ["tls.certificate", "file.ready"])
  }

  @Test
  func `An IPv6 address without a server is reported even if the IPv4 address works`() throws {
    let world = try LoopbackWorld.required()
    let report = world.look(try world.file("dual.probe.example"))
    #expect(found(report).contains("file.ready"))
    #expect(found(report).contains { $0 == "connect.failed" || $0 == "address.no-route" }, "\(report)")
  }

  @Test
  func `A host with only an IPv6 address without a server is not ready`() throws {
    let world = try LoopbackWorld.required()
    let report = world.look(try world.file("six.probe.example"))
    #expect(report.verdict == .notReady)
    #expect(["connect.failed", "address.no-route"].contains(found(report).first), "\(report)")
  }

  @Test
  func `Private addresses are not connected to without permission, not even after a redirect`() throws {
    let world = try LoopbackWorld.required()
    let direct = world.look(try world.file("private.probe.example")) { $0.allowsPrivateAddresses = false }
    #expect(found(direct).first == "address.private")
    let literal = world.look(try world.file("127.0.0.1")) { $0.allowsPrivateAddresses = false }
    #expect(found(literal) == ["address.private"], "\(literal)")
    let redirected = world.look(try world.file("to-private.probe.example")) {
      $0.allowsPrivateAddresses = false
      $0.hosts = ["9.9.9.9": "127.0.0.1"]
    }
    #expect(redirected.verdict == .notReady)
    #expect(found(redirected).prefix(2) == ["redirect.seen", "address.private"], "\(redirected)")
  }

  @Test
  func `Answers that DNSSEC proves are accepted, and bogus ones are reported`() throws {
    let world = try LoopbackWorld.required()
    #expect(found(world.look(try world.file("good.signed.example"))).contains("file.ready"))
    let bogus = world.look(try world.file("bogus.signed.example"))
    #expect(bogus.verdict == .notReady)
    #expect(found(bogus).contains("dns.bogus"), "\(bogus)")
  }

  @Test(arguments: [
    ("record", "record.ready", ProbeReport.Verdict.ready), ("capitals", "record.ready", .ready),
    ("*.record", "record.ready", .ready),
    ("deep.up", "record.ready", .ready), ("wrong", "record.target", .notReady),
    ("undotted", "record.target", .notReady), ("old", "record.target", .notReady),
    ("doubled", "record.doubled-zone", .notReady), ("bare", "record.underscore", .notReady),
    ("none", "record.missing", .notReady),
  ])
  func `A record is found where the CA looks, or the mistake is reported`(
    name: String, finding: String, verdict: ProbeReport.Verdict
  ) throws {
    let world = try LoopbackWorld.required()
    let report = world.look(try world.record("\(name).probe.example"))
    #expect(found(report).contains(finding), "\(report)")
    #expect(report.verdict == verdict)
    if verdict == .ready { #expect(found(report).contains("server.ready"), "\(report)") }
  }

  @Test
  func `A name server of the zone that does not respond makes a name doubtful within the time limit`() throws {
    let world = try LoopbackWorld.required()
    let report = world.look(try world.record("slow.example", zone: "slow.example"))
    #expect(report.verdict == .doubtful, "\(report)")
    #expect(found(report).contains("server.ready"))
  }

  @Test(arguments: [
    ("caa-ok", "caa.ready"), ("below.caa-no", "caa.forbids"), ("caa-nobody", "caa.forbids"),
    ("caa-wild", "caa.ready"), ("*.caa-wild", "caa.forbids"), ("caa-critical", "caa.forbids"),
    ("caa-iodef", "caa.ready"), ("caa-many", "caa.ready"), ("caa-huge", "caa.forbids"),
  ])
  func `CAA is found and evaluated as in RFC 8659, also in an answer too long for UDP`(
    name: String, finding: String
  ) throws {
    let world = try LoopbackWorld.required()
    let report = world.look(try world.record("\(name).probe.example"))
    #expect(found(report).last == finding, "\(report)")
  }

  @Test(arguments: [
    ("txt", "abc+/==tail" as String?, "txt.ready", ProbeReport.Verdict.ready), ("txt", "zzz", "txt.value", .notReady),
    ("txt", nil, "txt.found", .doubtful), ("txt-huge", "zzz", "txt.value", .notReady),
    ("none", "zzz", "txt.missing", .notReady),
  ])
  func `A TXT record of any length is compared with the CA's value`(
    name: String, value: String?, finding: String, verdict: ProbeReport.Verdict
  ) throws {
    let world = try LoopbackWorld.required()
    let host = "\(name).probe.example"
    let report = world.look(
      ProbeTarget(name: try ValidationName(host), proof: .txt(owners: ["_pki-validation.\(host)."], value: value)))
    #expect(found(report).first == finding, "\(report)")
    #expect(report.verdict == verdict)
    #expect(report.findings.allSatisfy { $0.message.utf8.count < 1000 })
  }

  @Test
  func `A name that its method cannot prove is not ready, and email checks only CAA`() throws {
    let world = try LoopbackWorld.required()
    let name = try ValidationName("*.caa-no.probe.example")
    let impossible = world.look(ProbeTarget(name: name, proof: .nothing(obstacle: "a file proves one host")))
    #expect(impossible.verdict == .notReady && found(impossible) == ["method.impossible"])
    let mail = world.look(ProbeTarget(name: name, proof: .nothing(obstacle: nil)))
    #expect(found(mail) == ["mail.unseen", "caa.forbids"])
  }

  @Test
  func `A plan of two hundred names is probed concurrently and reported in its order`() async throws {
    let world = try LoopbackWorld.required()
    let names = (0..<200).map { "host\($0).probe.example" }
    let plan = try world.plan(names, .http)
    let start = ContinuousClock.now
    let reports = try await Prober(world.options).probe(plan)
    #expect(reports.map(\.name) == names)
    #expect(reports.first { $0.verdict != .ready } == nil)
    #expect(ContinuousClock.now - start < .seconds(60))
  }

  @Test
  func `A TXT record of a plan is compared with the value that the caller gives`() async throws {
    let world = try LoopbackWorld.required()
    let plan = try world.plan(["txt.probe.example"], .txt)
    let prober = Prober(world.options)
    #expect(try await prober.probe(plan, txtValue: "abc+/==tail").map(\.verdict) == [.ready])
    #expect(try await prober.probe(plan).map(\.verdict) == [.doubtful])
  }

  @Test
  func `Cancelling the task ends the probe with an error within its time limit`() async throws {
    let world = try LoopbackWorld.required()
    let plan = try world.plan((0..<64).map { "host\($0).probe.example" }, .http)
    var options = world.options
    options.resolvers = ["127.0.0.1@\(world.silentDNSPort)"]
    options.timeLimit = .seconds(2)
    options.concurrency = 2
    let prober = Prober(options)
    let start = ContinuousClock.now
    let task = Task { try await prober.probe(plan) }
    try await Task.sleep(for: .milliseconds(200))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    // Without cancellation, 32 names one after another take 6 s each.
    #expect(ContinuousClock.now - start < .seconds(30))
  }
}
