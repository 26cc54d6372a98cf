// SPDX-License-Identifier: Apache-2.0
import CSRKit
import KeyAudit
import PKCS10
import SystemBridge

/// Any bytes as every kind of list, through every importer, and as keys of every form through the audit.
@c(LLVMFuzzerTestOneInput)
public func fuzzKeys(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: data, count: size))
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
    precondition(!report.text(style: Style(usesColor: false), revealing: false).isEmpty)
  }
  return 0
}

/// A list that opening takes must stand every question, and one that is whole must be made again as it is.
private func readList(_ input: [UInt8]) -> [any KeyList] {
  guard let file = try? ListFile(FixedBytes(input), name: "fuzz") else { return [] }
  precondition(!ListStatistics(file, name: "fuzz").text.isEmpty)
  if case .segment(let segment) = file, segment.header.count < 1 << 12 {
    for record in segment.records { _ = segment.find(record) }
    if (try? segment.verify()) != nil {
      precondition(segment.records.allSatisfy { segment.find($0) == $0 })
    }
  }
  if case .debian(let set) = file {
    _ = set.candidates(0)
    _ = DebianWeakKeys.coverage(set)
    if (try? set.verify()) != nil { precondition(DebianSetBuilder(set).bytes == input) }
  }
  // A set's hit makes a key again, which takes too long here.
  if case .debian = file { return [] }
  return ListFile.lists([(name: "fuzz", file: file)])
}

/// What an importer takes must become a list that is whole.
private func importList(_ input: [UInt8], _ format: ImportFormat) {
  guard let kind = format.kind else { return }
  var builder = SegmentBuilder(kind, sources: format == .badkeys ? ListSource.badkeys : [ListSource(id: 1, name: "f")])
  var counts = ImportCounts()
  guard (try? builder.add(input.span, format, source: 1, counts: &counts)) != nil else { return }
  do {
    let segment = try Segment(FixedBytes(builder.bytes(day: 0)))
    try segment.verify()
    precondition(segment.header.count <= counts.added)
  } catch {
    preconditionFailure("\(format): \(error)")
  }
}
