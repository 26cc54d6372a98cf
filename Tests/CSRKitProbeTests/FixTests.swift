// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitProbe
import Foundation
import Testing

/// Applies the fix of the first cause as it is printed, and probes again.
@Suite(
  .enabled(if: LoopbackWorld.isPossible, "not installed: \(LoopbackWorld.missing.joined(separator: ", "))"),
  .serialized, WorldTrait()
)
struct FixTests {
  /// Probes again until all are ready: servers take a moment to load their changed files, and the resolver keeps an
  /// answer for the second in which it came.
  private func reports(_ targets: [ProbeTarget], _ options: ProbeOptions) -> [ProbeReport] {
    var reports: [ProbeReport] = []
    for _ in 0..<5 {
      Thread.sleep(forTimeInterval: 1.2)
      reports = Prober(options).run(targets)
      if reports.allSatisfy({ $0.verdict == .ready }) { break }
    }
    return reports
  }

  private func check(_ rows: [FixRow]) throws {
    let world = try LoopbackWorld.required()
    let places = rows.map { RowWorld(row: $0, world: world) }
    let options = try #require(places.first).options
    var (targets, fixed): ([ProbeTarget], [String]) = ([], [])
    for (place, report) in zip(places, Prober(options).run(try places.map { try $0.target })) {
      let row = place.row
      let found = try report.cause()
      #expect(found.kind.rawValue == row.kind, "\(row.id): \(report)")
      #expect(found.message.contains(row.filled(row.words, world.token)), "\(row.id): \(found.message)")
      let fix = try #require(found.fix, "\(row.id): \(found.message)")
      do {
        targets.append(try place.apply(PrintedFix.all(in: fix, meetsCondition: row.meetsCondition)))
        fixed.append("\(row.id): \(fix)")
      } catch {
        Issue.record(error, "\(row.id): \(fix)")
      }
    }
    for server in ["nsd", "nginx", "apache2"] { world.reload(server) }
    for (fix, report) in zip(fixed, reports(targets, options)) {
      #expect(report.verdict == .ready, "\(fix)\n\(report)")
    }
  }

  @Test func `The right cause comes first, and its fix as printed makes the next probe ready`() throws {
    try check(FixRow.all)
  }

  @Test(.enabled(if: ApacheFiles.isPossible, "not installed: apache2"))
  func `The fix as printed makes the next probe ready with Apache too`() throws {
    try check(FixRow.apacheRows)
  }

  @Test func `Only what a zone and a web root cannot show is not applied literally`() {
    #expect(Set(FixRow.all.map(\.id)).count == FixRow.all.count)
    let others = FixRow.all.filter { $0.equivalent != nil }.map(\.id)
    #expect(others == ["proxied", "flattened", "robots", "robots-page", "countries", "certificate"])
  }
}
