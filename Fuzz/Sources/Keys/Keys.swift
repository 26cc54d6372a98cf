// SPDX-License-Identifier: Apache-2.0
import CSRKit
import FuzzSupport
import KeyAudit
import PKCS10
import SystemBridge

/// Any bytes as every kind of list, with every importer, and as keys in every format.
@c(LLVMFuzzerTestOneInput)
public func fuzzKeys(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = fuzzInput(data, size)
  let lists = readList(input)
  for format in ImportFormat.allCases { importList(input, format) }
  _ = try? DebianRow.read(input)
  _ = try? SharedPrimeList(name: "fuzz", importing: input.span, modulusBits: nil)
  let auditor = KeyAuditor(options: AuditOptions(triesLargerFactors: true), lists: lists)
  let material = KeyInput.read(input)
  for (index, key) in (material.keys + ((try? KeyInput.moduli(input)) ?? [])).prefix(8).enumerated() {
    guard let report = KeyReport(key, name: "fuzz", index: index, auditor: auditor) else { continue }
    var writer = JSONWriter()
    report.write(to: &writer, revealing: true)
    requireJSON(writer.bytes, "the report")
    require(!report.text(style: Style(usesColor: false), revealing: false).isEmpty, "the report has no text")
  }
  return 0
}

/// Lookups in a list that can be opened succeed, and a list that verifies is reproduced byte for byte.
private func readList(_ input: [UInt8]) -> [any KeyList] {
  guard let file = try? ListFile(FixedBytes(input), name: "fuzz") else { return [] }
  require(!ListStatistics(file, name: "fuzz").text.isEmpty, "the list has no statistics")
  if case .segment(let segment) = file, segment.header.count < 1 << 12 {
    for record in segment.records { _ = segment.find(record) }
    if (try? segment.verify()) != nil {
      require(segment.records.allSatisfy { segment.find($0) == $0 }, "a record is not found")
    }
  }
  if case .debian(let set) = file {
    _ = set.candidates(0)
    _ = DebianWeakKeys.coverage(set)
    if (try? set.verify()) != nil { require(DebianSetBuilder(set).bytes == input, "the set is built differently") }
  }
  // For a hit, a set generates the key again, which takes too long here.
  if case .debian = file { return [] }
  return ListFile.lists([(name: "fuzz", file: file)])
}

/// If an importer accepts an input, the resulting list verifies.
private func importList(_ input: [UInt8], _ format: ImportFormat) {
  guard let kind = format.kind else { return }
  var builder = SegmentBuilder(kind, sources: format == .badkeys ? ListSource.badkeys : [ListSource(id: 1, name: "f")])
  var counts = ImportCounts()
  guard (try? builder.add(input.span, format, source: 1, counts: &counts)) != nil else { return }
  do {
    let segment = try Segment(FixedBytes(builder.bytes(day: 0)))
    try segment.verify()
    require(segment.header.count <= counts.added, "more records than keys")
  } catch {
    require(false, "\(format): \(error)")
  }
}
