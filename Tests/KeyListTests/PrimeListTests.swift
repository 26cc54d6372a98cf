// SPDX-License-Identifier: Apache-2.0
import KeyAudit
import SystemBridge
import Testing

/// The file format of lists of primes.
@Suite struct PrimeListTests {
  /// Primes of 512 and of 256 bits, the largest below powers of two: 2^512 - 569, 2^256 - 189, 2^256 - 357.
  static let long = String(repeating: "F", count: 125) + "DC7"
  static let short = [String(repeating: "F", count: 62) + "43", String(repeating: "f", count: 61) + "e9b"]
  static let text = Array("# primes\n0x\(long)\r\n\n  \(short[0])\nModulus=\(short[1])\n".utf8)

  static func list() throws -> SharedPrimeList { try SharedPrimeList(name: "lines", hexLines: text.span) }

  static func bytes() throws -> [UInt8] { SharedPrimeFile.bytes(of: try list()) }

  @Test func `a list survives encoding and decoding, with the lengths of the moduli`() throws {
    let file = try ListFile(FixedBytes(Self.bytes()), name: "primes")
    guard case .primes(let list) = file else {
      Issue.record("\(file)")
      return
    }
    #expect(list.products.map(\.modulusBits) == [512, 1024])
    #expect(list.products.map(\.bits) == [512, 512])
    #expect(SharedPrimeFile.bytes(of: list) == (try Self.bytes()))
  }

  @Test func `the import detects a gmpy2 product by its first bytes`() throws {
    let product = try SharedPrimeList(name: "p", importing: [1, 1, 15, 1].span, modulusBits: 2048)
    #expect(product.products.map(\.modulusBits) == [2048] && product.products.map(\.bits) == [9])
    let any = try SharedPrimeList(name: "p", importing: [1, 1, 15, 1].span, modulusBits: nil)
    #expect(any.products.map(\.modulusBits) == [nil])
    #expect(try SharedPrimeList(name: "p", importing: Self.text.span, modulusBits: nil).products.count == 2)
  }

  @Test(arguments: [
    DamageTests.Damage("magic", at: 0) { $0[7] ^= 1 },
    .init("no products", at: 8) { $0[11] = 0 },
    .init("too many products", at: 8) { $0[8] = 1 },
    .init("other moduli", at: 28) { $0[14] ^= 1 },
    .init("an empty product", at: 16) { $0[19] = 0 },
    .init("a product over the limit", at: 16) { $0[16] = 0x7F },
    .init("a product longer than the file", at: 188) { $0[19] += 1 },
    .init("a product shorter than its bytes", at: 187) { $0[19] -= 1 },
    .init("checksum", at: 28) { $0[40] ^= 1 },
    .init("first byte of a product", at: 28) { $0[60] ^= 1 },
    .init("last byte", at: 28) { $0[187] ^= 2 },
    .init("a missing byte", at: 187) { $0.removeLast() },
    .init("an extra byte", at: 188) { $0.append(1) },
    .init("half a table", at: 20) { $0.removeLast($0.count - 20) },
    .init("half a number", at: 10) { $0.removeLast($0.count - 10) },
  ])
  func `a corrupt list is rejected with the offset of the error`(damage: DamageTests.Damage) throws {
    var bytes = try Self.bytes()
    #expect(bytes.count == 188)
    damage.make(&bytes)
    let error = #expect(throws: ListError.self) { try ListFile(FixedBytes(bytes), name: "primes") }
    #expect(error?.offset == damage.offset, "\(error?.description ?? "")")
  }
}
