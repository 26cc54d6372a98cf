// SPDX-License-Identifier: Apache-2.0
import Foundation
import PKCS10
import TestSupport
import Testing

/// Reading any input takes a number of steps that its size justifies.
@Suite struct WorkLimitTests {
  /// An eighth of the standard limit, which leaves real inputs a wide margin.
  private static let tight = limits(stepsPerByte: ArmorLimits.standard.stepsPerByte / 8)

  private static func limits(stepsPerByte: Int) -> ArmorLimits {
    let standard = ArmorLimits.standard
    return ArmorLimits(
      input: standard.input, object: standard.object, window: standard.window, layers: standard.layers,
      stepsPerByte: stepsPerByte)
  }

  private static func isTooComplex(_ reading: ArmorReading) -> Bool {
    reading.others.contains { $0.kind == .tooComplex }
  }

  private static let wrapped = ["p256", "rsa2048"].flatMap { TestFiles.files("encodings/\($0)") }

  @Test("there are wrapped requests")
  func hasVectors() {
    #expect(WorkLimitTests.wrapped.count > 80)
  }

  @Test("every wrapped request is read to the same result within an eighth of the limit")
  func isGenerous() {
    for file in WorkLimitTests.wrapped {
      let input = TestFiles.bytes(file)
      let reading = Armor.read(input.span, limits: WorkLimitTests.tight) { _ in false }
      #expect(reading == Armor.read(input.span) { _ in false }, "\(file.lastPathComponent)")
      #expect(!WorkLimitTests.isTooComplex(reading), "\(file.lastPathComponent)")
    }
  }

  @Test("every file of the corpus is read within an eighth of the limit", .enabled(if: !CorpusRequest.all.isEmpty))
  func isGenerousForCorpus() {
    for request in CorpusRequest.all {
      let reading = Armor.read(request.file.span, limits: WorkLimitTests.tight) { _ in false }
      #expect(!WorkLimitTests.isTooComplex(reading), "\(request.path)")
    }
  }

  @Test("under any limit, an input gives the same result or only a report that it is too complex")
  func endsUnderAnyLimit() {
    var refused = 0
    for file in WorkLimitTests.wrapped {
      let input = TestFiles.bytes(file)
      let complete = Armor.read(input.span) { _ in false }
      for steps in [1, 2, 4, 8, 16, 32] {
        let reading = Armor.read(input.span, limits: WorkLimitTests.limits(stepsPerByte: steps)) { _ in false }
        guard WorkLimitTests.isTooComplex(reading) else {
          #expect(reading == complete, "\(file.lastPathComponent), \(steps) steps a byte")
          continue
        }
        refused += 1
        // Clean requests before the text at fault are read without counting steps.
        #expect(complete.requests.map(\.der).starts(with: reading.requests.map(\.der)))
        #expect(reading.others.map(\.id) == ["too-complex"], "\(file.lastPathComponent), \(steps) steps a byte")
      }
    }
    #expect(refused > 100)
  }

  @Test("the limit does not depend on how a stream is split")
  func isTheSameForStreams() throws {
    let limits = WorkLimitTests.limits(stepsPerByte: 4)
    for file in WorkLimitTests.wrapped {
      let input = TestFiles.bytes(file)
      let complete = Armor.read(input.span, limits: limits) { _ in false }
      var stream = ArmorStream(limits: limits)
      var streamed = ArmorReading()
      for start in stride(from: 0, to: input.count, by: 97) {
        stream.append(input.span.extracting(start..<min(start + 97, input.count)))
        while let item = stream.next(proof: { _ in false }) { streamed.append(item) }
      }
      stream.finish()
      while let item = stream.next(proof: { _ in false }) { streamed.append(item) }
      #expect(streamed == complete, "\(file.lastPathComponent)")
    }
  }
}
