// SPDX-License-Identifier: Apache-2.0
import DCV
import Foundation
import Probe
import Testing

@Suite(
  .enabled(if: LoopbackWorld.isPossible, "not installed: \(LoopbackWorld.missing.joined(separator: ", "))"),
  .serialized, WorldTrait()
)
struct ProbeTests {
  private func world() throws -> LoopbackWorld { try #require(LoopbackWorld.current) }

  private func found(_ report: NameReport) -> [String] { report.findings.map(\.identifier) }

  @Test
  func `A file that is there is ready, and its host's CAA was climbed to`() throws {
    let report = try world().look(world().file("good.probe.example"))
    #expect(report.verdict == .ready, "\(report)")
    #expect(found(report) == ["file.ready", "caa.none"])
  }

  @Test(arguments: [
    ("html", "file.html"), ("empty", "file.empty"), ("bom", "file.byte-order-mark"), ("other", "file.other-token"),
    ("missing", "file.status"), ("forbidden", "file.status"), ("to-port", "redirect.refused"),
    ("self", "redirect.loop"), ("loop-a", "dns.failure"),
  ])
  func `A file that the CA would not find is told with what is there instead`(host: String, finding: String) throws {
    let world = try self.world()
    let report = world.look(try world.file("\(host).probe.example"))
    #expect(report.verdict == .notReady)
    #expect(found(report).contains(finding), "\(report)")
    #expect(report.findings.contains { $0.severity == .error && $0.fix != nil })
  }

  @Test(arguments: [("crlf", "file.line-ends"), ("to-good", "redirect.seen")])
  func `What the CA may or may not take is doubtful`(host: String, finding: String) throws {
    let world = try self.world()
    let report = world.look(try world.file("\(host).probe.example"))
    #expect(report.verdict == .doubtful, "\(report)")
    #expect(found(report).contains(finding))
  }

  @Test
  func `A missing last newline is no fault`() throws {
    let world = try self.world()
    #expect(world.look(try world.file("cut.probe.example")).verdict == .ready)
  }

  @Test
  func `A certificate that does not check out is told, and the file is looked at all the same`() throws {
    let world = try self.world()
    let report = world.look(try world.file("good.probe.example", scheme: "https"))
    #expect(report.verdict == .doubtful, "\(report)")
    #expect(found(report).prefix(2) == ["tls.certificate", "file.ready"])
  }

  @Test
  func `An IPv6 address at which nothing answers is a fault beside a good IPv4 one`() throws {
    let world = try self.world()
    let report = world.look(try world.file("dual.probe.example"))
    #expect(found(report).contains("file.ready"))
    #expect(found(report).contains { $0 == "connect.failed" || $0 == "address.no-route" }, "\(report)")
  }

  @Test
  func `A host with an IPv6 address only at which nothing answers is not ready`() throws {
    let world = try self.world()
    let report = world.look(try world.file("six.probe.example"))
    #expect(report.verdict == .notReady)
    #expect(["connect.failed", "address.no-route"].contains(found(report).first), "\(report)")
  }

  @Test
  func `Private addresses are not connected to unless it is allowed, nor through a redirect`() throws {
    let world = try self.world()
    let direct = world.look(try world.file("private.probe.example")) { $0.allowsPrivate = false }
    #expect(found(direct).first == "address.private")
    let literal = world.look(try world.file("127.0.0.1")) { $0.allowsPrivate = false }
    #expect(found(literal) == ["address.private"], "\(literal)")
    let redirected = world.look(try world.file("to-private.probe.example")) {
      $0.allowsPrivate = false
      $0.hosts = ["9.9.9.9": "127.0.0.1"]
    }
    #expect(redirected.verdict == .notReady)
    #expect(found(redirected).prefix(2) == ["redirect.seen", "address.private"], "\(redirected)")
  }

  @Test
  func `DNSSEC's good answers are taken and its refuted ones told`() throws {
    let world = try self.world()
    #expect(found(world.look(try world.file("good.signed.example"))).contains("file.ready"))
    let bogus = world.look(try world.file("bogus.signed.example"))
    #expect(bogus.verdict == .notReady)
    #expect(found(bogus).contains("dns.bogus"), "\(bogus)")
  }

  @Test(arguments: [
    ("record", "record.ready", NameReport.Verdict.ready), ("*.record", "record.ready", .ready),
    ("deep.up", "record.ready", .ready), ("wrong", "record.target", .notReady),
    ("undotted", "record.target", .notReady), ("old", "record.target", .notReady),
    ("doubled", "record.doubled-zone", .notReady), ("bare", "record.underscore", .notReady),
    ("none", "record.missing", .notReady),
  ])
  func `A record is found where the CA looks, or its mistake is named`(
    name: String, finding: String, verdict: NameReport.Verdict
  ) throws {
    let world = try self.world()
    let report = world.look(try world.record("\(name).probe.example"))
    #expect(found(report).contains(finding), "\(report)")
    #expect(report.verdict == verdict)
    if verdict == .ready { #expect(found(report).contains("server.ready"), "\(report)") }
  }

  @Test
  func `A server of the zone that does not answer makes a name doubtful within the time limit`() throws {
    let world = try self.world()
    let report = world.look(try world.record("slow.example", zone: "slow.example"))
    #expect(report.verdict == .doubtful, "\(report)")
    #expect(found(report).contains("server.ready"))
  }

  @Test(arguments: [
    ("caa-ok", "caa.ready"), ("below.caa-no", "caa.forbids"), ("caa-nobody", "caa.forbids"),
    ("caa-wild", "caa.ready"), ("*.caa-wild", "caa.forbids"), ("caa-critical", "caa.forbids"),
    ("caa-iodef", "caa.ready"), ("caa-many", "caa.ready"), ("caa-huge", "caa.forbids"),
  ])
  func `CAA is climbed and read as RFC 8659 says, also in an answer too long for UDP`(
    name: String, finding: String
  ) throws {
    let world = try self.world()
    let report = world.look(try world.record("\(name).probe.example"))
    #expect(found(report).last == finding, "\(report)")
  }

  @Test(arguments: [
    ("txt", "abc+/==tail" as String?, "txt.ready", NameReport.Verdict.ready), ("txt", "zzz", "txt.value", .notReady),
    ("txt", nil, "txt.found", .doubtful), ("txt-huge", "zzz", "txt.value", .notReady),
    ("none", "zzz", "txt.missing", .notReady),
  ])
  func `A TXT record is held against the CA's value, whatever its length`(
    name: String, value: String?, finding: String, verdict: NameReport.Verdict
  ) throws {
    let world = try self.world()
    let host = "\(name).probe.example"
    let report = world.look(
      ProbeTarget(name: try ValidationName(host), proof: .txt(owners: ["_pki-validation.\(host)."], value: value)))
    #expect(found(report).first == finding, "\(report)")
    #expect(report.verdict == verdict)
    #expect(report.findings.allSatisfy { $0.message.utf8.count < 1000 })
  }

  @Test
  func `A name that its method cannot prove is not ready, and one that mail proves is asked for its CAA alone`() throws
  {
    let world = try self.world()
    let name = try ValidationName("*.caa-no.probe.example")
    let impossible = world.look(ProbeTarget(name: name, proof: .nothing(obstacle: "a file proves one host")))
    #expect(impossible.verdict == .notReady && found(impossible) == ["method.impossible"])
    let mail = world.look(ProbeTarget(name: name, proof: .nothing(obstacle: nil)))
    #expect(found(mail) == ["mail.unseen", "caa.forbids"])
  }

  @Test
  func `Two hundred names are looked at at once`() throws {
    let world = try self.world()
    let targets = try (0..<200).map { try world.file("host\($0).probe.example") }
    let (start, before) = (Date(), ProbeTests.residentKiB)
    let reports = Prober(world.options).run(targets)
    // Sixteen threads with a resolver, a handle and at most 8 KiB of body each.
    #expect(ProbeTests.residentKiB - before < 200 * 1024)
    #expect(reports.count == 200)
    #expect(reports.first { $0.verdict != .ready } == nil)
    #expect(reports.map(\.name) == targets.map(\.name.ascii))
    #expect(Date().timeIntervalSince(start) < 30)
  }

  /// The most memory that this process has held, where Linux tells; else 0.
  private static var residentKiB: Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
  }
}
