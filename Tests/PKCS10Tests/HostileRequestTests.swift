// SPDX-License-Identifier: Apache-2.0
import PKCS10
import TestSupport
import Testing

/// Requests designed to take time or memory.
@Suite struct HostileRequestTests {
  /// Requests of `count` equal or similar parts.
  static let shapes: [(String, @Sendable (Int) -> [UInt8])] = [
    (
      "repeated attributes",
      { count in
        let attribute: [UInt8] = [0x30, 0x07, 0x06, 0x03, 0x55, 0x04, 0x03, 0x31, 0x00]
        return RequestBuilder.request(attributes: RequestBuilder.repeated(attribute, count))
      }
    ),
    (
      "repeated unknown attributes",
      { count in
        let attribute: [UInt8] = [0x30, 0x07, 0x06, 0x03, 0x88, 0x37, 0x01, 0x31, 0x00]
        return RequestBuilder.request(attributes: RequestBuilder.repeated(attribute, count))
      }
    ),
    (
      "different attributes",
      { count in
        var attributes: [UInt8] = []
        for number in 0..<count {
          attributes += [0x30, 0x08, 0x06, 0x04, 0x88, 0x37]
          attributes += [UInt8(0x81 + number / 128 % 126), UInt8(number % 128)]
          attributes += [0x31, 0x00]
        }
        return RequestBuilder.request(attributes: attributes)
      }
    ),
    (
      "repeated extensions",
      { count in
        let requested: [UInt8] = [0x30, 0x07, 0x06, 0x03, 0x55, 0x1D, 0x0F, 0x04, 0x00]
        return RequestBuilder.request(
          attributes: RequestBuilder.extensionRequest(RequestBuilder.repeated(requested, count)))
      }
    ),
    (
      "repeated unknown extensions",
      { count in
        let requested: [UInt8] = [0x30, 0x07, 0x06, 0x03, 0x88, 0x37, 0x01, 0x04, 0x00]
        return RequestBuilder.request(
          attributes: RequestBuilder.extensionRequest(RequestBuilder.repeated(requested, count)))
      }
    ),
    (
      "repeated alternative names",
      { count in
        let names = RequestBuilder.node(0x30, RequestBuilder.repeated([0x82, 0x01, 0x61], count))
        let requested = RequestBuilder.node(0x30, [0x06, 0x03, 0x55, 0x1D, 0x11] + RequestBuilder.node(0x04, names))
        return RequestBuilder.request(attributes: RequestBuilder.extensionRequest(requested))
      }
    ),
    (
      "repeated lists of empty names",
      { count in
        let requested: [UInt8] = [0x30, 0x0B, 0x06, 0x03, 0x55, 0x1D, 0x11, 0x04, 0x04, 0x30, 0x02, 0x82, 0x00]
        return RequestBuilder.request(
          attributes: RequestBuilder.extensionRequest(RequestBuilder.repeated(requested, count)))
      }
    ),
    (
      "repeated subject attributes",
      { count in
        let attribute: [UInt8] = [0x31, 0x0A, 0x30, 0x08, 0x06, 0x03, 0x55, 0x04, 0x03, 0x0C, 0x01, 0x61]
        return RequestBuilder.request(subject: RequestBuilder.repeated(attribute, count))
      }
    ),
    (
      "repeated attributes in one RDN",
      { count in
        let attribute: [UInt8] = [0x30, 0x08, 0x06, 0x03, 0x55, 0x04, 0x03, 0x0C, 0x01, 0x61]
        return RequestBuilder.request(subject: RequestBuilder.node(0x31, RequestBuilder.repeated(attribute, count)))
      }
    ),
    (
      "RDNs without attributes",
      { count in
        RequestBuilder.request(subject: RequestBuilder.repeated([0x31, 0x00], 4 * count))
      }
    ),
    (
      "strings of empty segments",
      { count in
        let value = RequestBuilder.node(0x2C, RequestBuilder.repeated([0x0C, 0x00], 4 * count))
        let pair = RequestBuilder.node(0x30, [0x06, 0x03, 0x55, 0x04, 0x03] + value)
        return RequestBuilder.request(subject: RequestBuilder.node(0x31, pair))
      }
    ),
    (
      "an identifier of one long arc",
      { count in
        let type = RequestBuilder.node(0x06, [0x2A] + Array(repeating: 0xFF, count: 8 * count) + [0x01])
        return RequestBuilder.request(attributes: RequestBuilder.node(0x30, type + [0x31, 0x00]))
      }
    ),
    (
      "an identifier of many arcs",
      { count in
        let type = RequestBuilder.node(0x06, Array(repeating: 0x01, count: 8 * count))
        return RequestBuilder.request(attributes: RequestBuilder.node(0x30, type + [0x31, 0x00]))
      }
    ),
  ]

  @Test("reading and display take time linear in the length", arguments: shapes.indices)
  func isLinear(index: Int) throws {
    let (name, make) = HostileRequestTests.shapes[index]
    let requests = [1000: make(1000), 16_000: make(16_000)]
    let isLinear = try Linearity.isLinear(size: 1000) { size in
      Invariants.decodeEverything(try CertificationRequest(der: requests[size] ?? []))
    }
    #expect(isLinear, "\(name)")
  }

  @Test("random bytes in any part of a request never trap", arguments: 0..<100)
  func survivesRandomParts(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for length in [0, 1, 2, 5, 20, 100] {
      let (subject, attributes) = (random.bytes(length), random.bytes(length))
      for bytes in [
        random.bytes(length), RequestBuilder.request(subject: subject), RequestBuilder.request(attributes: attributes),
        RequestBuilder.request(subject: subject, attributes: RequestBuilder.extensionRequest(attributes)),
        RequestBuilder.request(attributes: RequestBuilder.node(0x30, attributes)),
      ] {
        #expect(Invariants.violation(bytes) == nil, "\(bytes)")
      }
    }
  }

  @Test("random bytes in the value of any decoded type never trap", arguments: 0..<20)
  func survivesRandomValues(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for vector in RequestVector.requests where vector.family == "extensions" || vector.family == "sans" {
      let request = try CertificationRequest(der: vector.der)
      var bytes = vector.der
      for value in request.extensions.map(\.value) where !value.isEmpty {
        for _ in 0..<3 {
          let position = Int.random(in: value, using: &random)
          bytes[position] = UInt8.random(in: 0...255, using: &random)
        }
      }
      #expect(Invariants.violation(bytes) == nil, "\(vector.name)")
    }
  }
}

/// Writes DER for tests that need requests of a certain size; the signature is invalid.
enum RequestBuilder {
  static func node(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    guard content.count >= 0x80 else { return [tag, UInt8(content.count)] + content }
    var length: [UInt8] = []
    var rest = content.count
    while rest > 0 {
      length.insert(UInt8(rest & 0xFF), at: 0)
      rest >>= 8
    }
    return [tag, 0x80 | UInt8(length.count)] + length + content
  }

  /// A request with this content of its subject and its attributes.
  static func request(subject: [UInt8] = [], attributes: [UInt8] = []) -> [UInt8] {
    let algorithm = node(0x30, [0x06, 0x03, 0x2B, 0x65, 0x70])
    let key = node(0x30, algorithm + node(0x03, Array(repeating: 0, count: 33)))
    let info = node(0x30, [0x02, 0x01, 0x00] + node(0x30, subject) + key + node(0xA0, attributes))
    return node(0x30, info + algorithm + node(0x03, Array(repeating: 0, count: 65)))
  }

  /// The attribute that requests extensions.
  static func extensionRequest(_ extensions: [UInt8]) -> [UInt8] {
    let type: [UInt8] = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x0E]
    return node(0x30, type + node(0x31, node(0x30, extensions)))
  }

  static func repeated(_ part: [UInt8], _ count: Int) -> [UInt8] {
    (0..<count * part.count).map { part[$0 % part.count] }
  }
}
