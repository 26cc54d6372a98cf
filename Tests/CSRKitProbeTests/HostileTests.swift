// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitProbe
import Testing

@Suite(
  .enabled(if: LoopbackWorld.isPossible, "not installed: \(LoopbackWorld.missing.joined(separator: ", "))"),
  .serialized, WorldTrait()
)
struct HostileTests {
  @Test(arguments: [
    ("stream", "file.too-long"), ("chunked", "file.too-long"), ("drip", "fetch.time-limit"),
    ("silent", "fetch.time-limit"), ("headers", "fetch.headers"), ("garbage", "fetch.broken"), ("cut", "fetch.broken"),
    ("elsewhere", "redirect.refused"), ("deep", "redirect.loop"), ("utf16", "file.utf-16"),
    ("gzip", "file.compressed"), ("latin", "file.body"), ("split", "fetch.broken"),
  ])
  func `A hostile server results in a finding within the time limit`(way: String, finding: String) throws {
    let world = try LoopbackWorld.required()
    let start = ContinuousClock.now
    let report = world.look(try world.file("\(way).probe.example")) { $0.ports[80] = world.hostilePort }
    // All requests of a name share three times the limit of one, 12 s here.
    #expect(ContinuousClock.now - start < .seconds(20))
    #expect(report.findings.contains { $0.kind.rawValue == finding && !$0.message.isEmpty }, "\(report)")
  }

  @Test
  func `A resolver with truncated answers and without TCP results in a finding within the time limit`() throws {
    let world = try LoopbackWorld.required()
    let start = ContinuousClock.now
    let report = world.look(try world.record("record.probe.example")) {
      $0.resolvers = ["127.0.0.1@\(world.brokenDNSPort)"]
    }
    #expect(report.verdict == .notReady)
    #expect(report.findings.contains { $0.kind.rawValue.hasPrefix("dns.") }, "\(report)")
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test
  func `A name with many parents ends within its time limit when the resolver never answers`() throws {
    let world = try LoopbackWorld.required()
    let start = ContinuousClock.now
    let report = world.look(try world.record("a.b.c.d.e.f.g.h.probe.example")) {
      $0.resolvers = ["127.0.0.1@\(world.silentDNSPort)"]
      $0.timeLimit = .seconds(1)
    }
    #expect(report.verdict == .notReady)
    #expect(report.findings.contains { $0.kind.rawValue == "dns.time-limit" }, "\(report)")
    #expect(ContinuousClock.now - start < .seconds(12))
  }

  @Test
  func `An invalid resolver address is reported`() throws {
    let world = try LoopbackWorld.required()
    let report = world.look(try world.file("good.probe.example")) { $0.resolvers = ["no address"] }
    #expect(report.findings.map(\.kind.rawValue) == ["dns.resolver"])
  }
}
