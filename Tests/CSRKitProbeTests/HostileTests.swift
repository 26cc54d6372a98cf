// SPDX-License-Identifier: Apache-2.0
import DCV
import Foundation
import Probe
import Testing

@Suite(
  .enabled(if: LoopbackWorld.isPossible, "not installed: \(LoopbackWorld.missing.joined(separator: ", "))"),
  .serialized, WorldTrait()
)
struct HostileTests {
  private func world() throws -> LoopbackWorld { try #require(LoopbackWorld.current) }

  @Test(arguments: [
    ("stream", "file.too-long"), ("chunked", "file.too-long"), ("drip", "fetch.time-limit"),
    ("silent", "fetch.time-limit"), ("headers", "fetch.headers"), ("garbage", "fetch.broken"), ("cut", "fetch.broken"),
    ("elsewhere", "redirect.refused"), ("deep", "redirect.loop"), ("utf16", "file.utf-16"),
    ("gzip", "file.compressed"), ("latin", "file.body"), ("split", "fetch.broken"),
  ])
  func `A hostile server ends in a sentence within the time limit`(way: String, finding: String) throws {
    let world = try self.world()
    let start = Date()
    let report = world.look(try world.file("\(way).probe.example")) { $0.ports[80] = world.hostilePort }
    #expect(Date().timeIntervalSince(start) < 10)
    #expect(report.findings.contains { $0.identifier == finding && !$0.message.isEmpty }, "\(report)")
  }

  @Test
  func `A resolver whose answers are cut off, and that refuses TCP, ends in a sentence within the time limit`() throws {
    let world = try self.world()
    let start = Date()
    let report = world.look(try world.record("record.probe.example")) {
      $0.resolvers = ["127.0.0.1@\(world.brokenDNSPort)"]
    }
    #expect(report.verdict == .notReady)
    #expect(report.findings.contains { $0.identifier.hasPrefix("dns.") }, "\(report)")
    // All questions of a name share three times the limit of one.
    #expect(Date().timeIntervalSince(start) < 16)
  }

  @Test
  func `A name with many parents whose resolver never answers ends within its own time limit`() throws {
    let world = try self.world()
    let start = Date()
    let report = world.look(try world.record("a.b.c.d.e.f.g.h.probe.example")) {
      $0.resolvers = ["127.0.0.1@\(world.silentDNSPort)"]
      $0.milliseconds = 1000
    }
    #expect(report.verdict == .notReady)
    #expect(report.findings.contains { $0.identifier == "dns.time-limit" }, "\(report)")
    #expect(Date().timeIntervalSince(start) < 6)
  }

  @Test
  func `A resolver that is none is said at once`() throws {
    let world = try self.world()
    let report = world.look(try world.file("good.probe.example")) { $0.resolvers = ["no address"] }
    #expect(report.findings.map(\.identifier) == ["dns.resolver"])
  }
}
