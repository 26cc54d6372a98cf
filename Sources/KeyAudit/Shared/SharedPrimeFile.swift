// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
public import SystemBridge

/// Products of shared primes as a file, read whole and checked whole when it is opened: it holds at most some megabytes.
///
/// The octets, numbers big-endian in 32 bits: `CSRKPRM1`; number of products; for each the length in bits of the moduli
/// that it concerns, 0 for any, and its own length in octets; SHA-256 of all other octets; the products.
public enum SharedPrimeFile {
  static let magic = Array("CSRKPRM1".utf8)
  private static let entryLength = 8
  private static let digestLength = 32
  private static let countLimit = 256

  /// The file of a list.
  public static func bytes(of list: SharedPrimeList) -> [UInt8] {
    let products = list.products.prefix(countLimit).map { (bits: $0.modulusBits ?? 0, octets: $0.octets) }
    var head = magic + SegmentHeader.octets(products.count, 4)
    for product in products {
      head += SegmentHeader.octets(product.bits, 4) + SegmentHeader.octets(product.octets.count, 4)
    }
    let body = products.flatMap(\.octets)
    return head + Digest(.sha256, of: (head + body).span).bytes + body
  }

  /// The list of a file.
  public static func read(_ bytes: FixedBytes, name: String) throws(ListError) -> SharedPrimeList {
    try bytes.withBytes { (all) throws(ListError) in try read(all, name: name) }
  }

  private static func read(_ all: Span<UInt8>, name: String) throws(ListError) -> SharedPrimeList {
    let tableOffset = magic.count + 4
    guard all.count >= magic.count, magic.indices.allSatisfy({ all[$0] == magic[$0] }) else { throw .unknownFormat }
    guard all.count >= tableOffset else { throw .truncated(offset: all.count, expected: tableOffset) }
    let count = number(at: magic.count, in: all)
    guard (1...countLimit).contains(count) else { throw .header(offset: magic.count, what: "\(count) products") }
    let digestOffset = tableOffset + count * entryLength
    let bodyOffset = digestOffset + digestLength
    guard all.count >= bodyOffset else { throw .truncated(offset: all.count, expected: bodyOffset) }
    var ranges: [(modulusBits: Int, range: Range<Int>)] = []
    var start = bodyOffset
    for entry in stride(from: tableOffset, to: digestOffset, by: entryLength) {
      let length = number(at: entry + 4, in: all)
      guard (1...SharedPrimeList.productLimit).contains(length) else {
        throw .header(offset: entry + 4, what: "a product of \(length) bytes")
      }
      ranges.append((number(at: entry, in: all), start..<start + length))
      start += length
    }
    guard all.count >= start else { throw .truncated(offset: all.count, expected: start) }
    guard all.count == start else { throw .overlong(offset: start, found: all.count) }
    var hash = SHA256Hash()
    hash.update(all, 0..<digestOffset)
    hash.update(all, bodyOffset..<all.count)
    guard hash.finish() == (digestOffset..<bodyOffset).map({ all[$0] }) else { throw .checksum(offset: digestOffset) }
    return SharedPrimeList(name: name, products: try products(ranges, in: all))
  }

  private static func products(
    _ ranges: [(modulusBits: Int, range: Range<Int>)], in all: Span<UInt8>
  ) throws(ListError) -> [SharedPrimeList.Product] {
    var products: [SharedPrimeList.Product] = []
    for (bits, range) in ranges {
      let value = BigNumber(bigEndian: all.extracting(range))
      guard value.isOdd, !value.isOne else { throw .header(offset: range.lowerBound, what: "no product of odd primes") }
      products.append(.init(value, modulusBits: bits == 0 ? nil : bits))
    }
    return products
  }

  private static func number(at start: Int, in all: Span<UInt8>) -> Int {
    (0..<4).reduce(0) { $0 << 8 | Int(all[start + $1]) }
  }
}

extension SharedPrimeList.Product {
  /// The magnitude, big-endian.
  fileprivate var octets: [UInt8] { value.bigEndianBytes() ?? [] }
}
