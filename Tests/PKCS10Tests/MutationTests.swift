// SPDX-License-Identifier: Apache-2.0
import OpenSSLBridge
import PKCS10
import TestSupport
import Testing

/// Nearly valid requests: no byte may trap, and our decoding must not contradict OpenSSL's.
@Suite struct MutationTests {
  /// Small requests that together reach every part of the reader.
  static let seeds: [RequestVector] = [
    ("extensions", "usual"), ("attributes", "ms-iis"), ("sans", "mixed"), ("subject", "multi-valued"),
    ("signatures", "pss-sha384"), ("keys", "dsa-1024"), ("keys", "ed25519"), ("ber", "indefinite-all"),
    ("ber", "long-all"), ("ber", "constructed-name-nested"), ("keys", "p-256-explicit"),
    ("sans", "directory-joined"),
  ].compactMap { family, name in RequestVector.all.first { $0.family == family && $0.name == name } }

  @Test("all seeds exist")
  func hasSeeds() { #expect(MutationTests.seeds.count == 12) }

  @Test("every strict prefix of every request is rejected, with an offset inside it", arguments: RequestVector.requests)
  func refusesPrefixes(vector: RequestVector) throws {
    let complete = try CertificationRequest.length(of: vector.der.span)
    for length in 0..<min(complete, 2000) {
      do throws(RequestError) {
        _ = try CertificationRequest(der: Array(vector.der[..<length]))
        Issue.record("the first \(length) bytes are read as a request")
      } catch {
        if error.cause.offset > length { Issue.record("\(error) of \(length) bytes") }
      }
    }
  }

  @Test("after any bit flip, reading ends, is deterministic, and agrees with OpenSSL", arguments: seeds)
  func survivesBitFlips(vector: RequestVector) {
    var bytes = vector.der
    for position in bytes.indices {
      for bit in 0..<8 {
        bytes[position] ^= 1 << bit
        let fault = Invariants.violation(bytes)
        #expect(fault == nil, "bit \(bit) of byte \(position)")
        bytes[position] ^= 1 << bit
      }
    }
  }

  @Test("the same applies after a byte is replaced, removed or inserted", arguments: seeds)
  func survivesEdits(vector: RequestVector) {
    var random = SeededGenerator(seed: UInt64(vector.der.count))
    for position in vector.der.indices {
      var bytes = vector.der
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes[position] = [0, 1, 0x7F, 0x80, 0xFF, 0x30, 0x31, 0x24, 0x1F].randomElement(using: &random) ?? 0
      case 1: bytes.remove(at: position)
      default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: position)
      }
      #expect(Invariants.violation(bytes) == nil, "byte \(position)")
    }
  }

  @Test("the head of one request with the tail of another never traps and agrees with OpenSSL")
  func survivesSplices() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<2000 {
      guard let first = MutationTests.seeds.randomElement(using: &random),
        let second = MutationTests.seeds.randomElement(using: &random)
      else { continue }
      let cut = Int.random(in: 0..<first.der.count, using: &random)
      let from = Int.random(in: 0..<second.der.count, using: &random)
      let bytes = Array(first.der[..<cut] + second.der[from...])
      #expect(Invariants.violation(bytes) == nil, "\(first.name) to \(cut), \(second.name) from \(from)")
    }
  }
}
