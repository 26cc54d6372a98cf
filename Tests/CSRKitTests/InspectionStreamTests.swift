// SPDX-License-Identifier: Apache-2.0
import CSRKit
import CSRKitBase
import Foundation
import OpenSSLBridge
import PKCS10
import TestSupport
import Testing

@Suite struct InspectionStreamTests {
  static let requests = ["rsa2048/pem", "p256/pem", "p256/new-label"].map {
    TestFiles.bytes(TestFiles.vector("encodings/\($0).pem"))
  }
  static let key = TestFiles.bytes(TestFiles.vector("requests/basic/p256.key.pem"))
  static let small = ArmorLimits(input: 1 << 20, object: 2048, window: 4096, layers: 12)

  /// The results of a stream as text, for an input that arrives in chunks of `pieces` bytes.
  static func results(_ input: [UInt8], pieces: Int, limits: ArmorLimits = .standard) -> (items: [String], most: Int) {
    var stream = InspectionStream(Inspector(), limits: limits, on: CalendarDate(2026, 11, 25))
    var items: [String] = []
    var position = 0
    func take(_ item: InspectionStream.Item) {
      switch item {
      case .report(let report): items.append("\(report.source.index) \(report.source.line) \(report.sha256.hex())")
      case .failure(let failure): items.append("\(failure.error)")
      case .fault(let object): items.append(object.id)
      }
    }
    while position < input.count {
      let end = min(position + pieces, input.count)
      stream.append(Array(input[position..<end]).span)
      position = end
      while let item = stream.next() { take(item) }
    }
    stream.finish()
    while let item = stream.next() { take(item) }
    return (items, stream.unreportedFaults)
  }

  @Test(arguments: [1, 100, 4096, 1 << 16])
  func `A stream gives the same results as the complete input, however it is split`(_ pieces: Int) {
    let input = Array((0..<5).map { Self.requests[$0 % 3] }.joined())
    let complete = Inspector().inspect(input, on: CalendarDate(2026, 11, 25)).requests
      .map { "\($0.source.index) \($0.source.line) \($0.sha256.hex())" }
    #expect(complete.count == 5)
    #expect(Self.results(input, pieces: pieces).items == complete)
    #expect(Self.results(input, pieces: pieces, limits: Self.small).items == complete)
  }

  @Test func `A request over the limit is reported, and the other requests are read`() {
    let size = 3000
    let large =
      [0x30, 0x82, UInt8(size >> 8), UInt8(size & 0xFF), 0x30, 0x82, 0x0B, 0x00, 2, 1, 0, 0x30]
      + [UInt8](repeating: 5, count: size - 8)
    let body = Data(large).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
    let pem = Array("-----BEGIN CERTIFICATE REQUEST-----\n\(body)\n-----END CERTIFICATE REQUEST-----\n".utf8)
    let items = Self.results(Self.requests[0] + pem + Self.requests[1], pieces: 1000, limits: Self.small).items
    #expect(items.count == 3)
    #expect(items.count > 1 && items[1] == "too-large")
  }

  @Test func `A damaged request is reported once, next to a complete request or alone`() {
    let half = Self.requests[0].prefix(500)
    #expect(Self.results(Self.requests[1] + half, pieces: 64).items.suffix(1) == ["truncated"])
    #expect(Self.results(half + [0x0A] + Self.requests[1], pieces: 64).items.prefix(1) == ["truncated"])
    #expect(Self.results(Array(half), pieces: 64).items == ["truncated"])
    #expect(Self.results([], pieces: 64).items == ["empty"])
  }

  @Test func `Of many damaged requests 100 are reported, and the others are counted`() {
    let broken = Array(
      "-----BEGIN CERTIFICATE REQUEST-----\nMIIBVjCB/QIBADAA\n-----END CERTIFICATE REQUEST-----\n".utf8)
    let input = Self.requests[1] + Array(repeatElement(broken, count: 400).joined())
    let (items, more) = Self.results(input, pieces: 4096)
    #expect(items.count == 1 + InspectionStream.faultLimit)
    #expect(more == 300)
  }

  @Test func `A private key after its parameters explains an input without a request`() {
    let parameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
    let input = Array(parameters.utf8) + Self.key
    #expect(Self.results(input, pieces: 64).items == ["private-key"])
    let inspection = Inspector().inspect(input, on: CalendarDate(2026, 11, 25))
    #expect(inspection.explanation.kind == "private-key")
  }

  @Test func `Each report contains the private key of the input, before or after the request`() {
    let inspector = Inspector()
    for (input, line) in [(Self.key + Self.requests[1], 1), (Self.requests[1] + Self.key, 11)] {
      var stream = InspectionStream(inspector, on: CalendarDate(2026, 11, 25))
      stream.append(input.span)
      stream.finish()
      guard case .report(let report)? = stream.next() else {
        Issue.record("no report")
        continue
      }
      #expect(report.source.privateKey?.line == line)
      #expect(
        report.source.privateKey?.form
          == inspector.inspect(input, on: CalendarDate(2026, 11, 25)).requests.first?.source.privateKey?.form)
    }
    let other = inspector.inspect(Self.requests[1], on: CalendarDate(2026, 11, 25))
    #expect(other.requests.first?.source.privateKey == nil)
  }
}
