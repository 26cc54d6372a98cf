// SPDX-License-Identifier: Apache-2.0
import Foundation
import KeyAudit
import SystemBridge
import Testing

@Suite struct FileTests {
  @Test func `an open list stays intact while its file is replaced`() throws {
    let folder = try ScratchFolder()
    let path = folder.path + "/base.keys"
    try AtomicFile.replace(path, with: SegmentTests.builder(100, seed: 3).bytes(day: 1))
    let open = try Segment(FixedBytes(mapping: path))
    try AtomicFile.replace(path, with: SegmentTests.builder(3000, seed: 4).bytes(day: 2))
    try open.verify()
    #expect(open.header.count == 100)
    #expect(try Segment(FixedBytes(mapping: path)).header.count == 3000)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["base.keys"])
  }

  @Test func `another process never reads a partial list while the file is replaced`() throws {
    let folder = try ScratchFolder()
    let path = folder.path + "/base.keys"
    let versions = [SegmentTests.builder(50, seed: 5).bytes(day: 1), SegmentTests.builder(2000, seed: 6).bytes(day: 1)]
    try AtomicFile.replace(path, with: versions[0])
    let process = Foundation.Process()
    process.executableURL = URL(filePath: "/bin/sh")
    let lengths = versions.map { String($0.count) }
    process.arguments =
      [
        "-c", "for i in $(seq 200); do n=$(cat \"$1\" | wc -c); [ $n = $2 ] || [ $n = $3 ] || exit 9; done", "sh", path,
      ] + lengths
    try process.run()
    var round = 0
    while process.isRunning {
      try AtomicFile.replace(path, with: versions[round % 2])
      round += 1
    }
    #expect(process.terminationStatus == 0)
    #expect(round > 2)
  }

  /// A Python interpreter with badkeys, installed from PyPI if necessary; nil if that fails.
  static let python: String? = {
    let script = Vectors.package.appending(path: "Scripts/badkeys-python").path
    let path = try? ExternalProgram.output(of: "/bin/bash", [script]).trimmingCharacters(in: .whitespacesAndNewlines)
    return path.flatMap { FileManager.default.isExecutableFile(atPath: $0) ? $0 : nil }
  }()

  @Test(.enabled(if: FileTests.python != nil, "badkeys cannot be installed from PyPI"))
  func `badkeys finds keys in an exported list`() throws {
    let python = try #require(FileTests.python)
    let folder = try ScratchFolder()
    let segment = try Segment(FixedBytes(.publishedKeys))
    var builder = SegmentBuilder(.number, sources: [])
    try builder.add(segment)
    var counts = ImportCounts()
    let request = try ImportTests.bytes("p256.csr")
    try builder.add(request.span, .keys, source: 11, counts: &counts)
    let path = folder.path + "/blocklist.dat"
    try AtomicFile.replace(path, with: SegmentTests.segment(builder).blocklist)
    let output = try ExternalProgram.output(
      of: python,
      [
        Vectors.package.appending(path: "Scripts/badkeys-reads").path, path,
        ImportTests.folder.appending(path: "p256.csr").path, ImportTests.folder.appending(path: "p384.csr").path,
      ])
    #expect(output == "listed 11\nnot listed\n")
  }
}
