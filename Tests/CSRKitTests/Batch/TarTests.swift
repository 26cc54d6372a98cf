// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Testing

@Suite struct TarTests {
  @Test(arguments: ["ustar.tar", "pax.tar", "gnu.tar"])
  func `Long file names are complete`(_ name: String) throws {
    let names = try Batch.chunks(Batch.stream(name)).flatMap(\.records).compactMap(\.name)
    let long = "requests/\(String(repeating: "a", count: 60))/\(String(repeating: "b", count: 60))/2.pem"
    #expect(names.prefix(4) == ["requests/0.pem", "requests/1.pem", long, "requests/3.pem"])
    #expect(names.count == Batch.count)
  }

  @Test(arguments: [600, 1000, 2000, 5000])
  func `A truncated archive gives one fault after its complete files`(_ length: Int) throws {
    let bytes = try Array(Batch.stream("ustar.tar").prefix(length))
    let records = Batch.chunks(bytes).flatMap(\.records)
    guard case .damagedArchive = records.last?.fault else {
      Issue.record("no fault")
      return
    }
    #expect(records.dropLast().allSatisfy { $0.fault == nil })
  }

  @Test func `A header with a wrong checksum ends the archive with a fault`() throws {
    var bytes = try Batch.stream("ustar.tar")
    bytes[512] ^= 1
    let records = Batch.chunks(bytes).flatMap(\.records)
    #expect(records.count == 1)
    #expect(records.first?.fault == .damagedArchive(offset: 512, reason: "the checksum of a header is wrong"))
  }

  @Test func `Any damage to a header is handled`() throws {
    let bytes = try Array(Batch.stream("pax.tar").prefix(4096))
    for index in 0..<2048 {
      var damaged = bytes
      damaged[index] = UInt8.random(in: 0...255)
      let chunks = Batch.chunks(damaged, form: .tar)
      #expect(
        chunks.allSatisfy { chunk in
          chunk.records.allSatisfy { chunk.bytes.indices.contains($0.range.lowerBound) || $0.range.isEmpty }
        })
    }
  }
}
