// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
public import SystemBridge

/// Products of shared primes as a file.
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
    let products = list.products.prefix(countLimit).map { product in
      (bits: product.modulusBits ?? 0, octets: product.withOctets { octets in octets.indices.map { octets[$0] } })
    }
    var head = magic + SegmentHeader.octets(products.count, 4)
    for product in products {
      head += SegmentHeader.octets(product.bits, 4) + SegmentHeader.octets(product.octets.count, 4)
    }
    let body = products.flatMap(\.octets)
    return head + Digest(.sha256, of: (head + body).span).bytes + body
  }

  /// The list of a file, of which only the table is read.
  public static func open(_ file: FixedBytes, name: String) throws(ListError) -> SharedPrimeList {
    let table = try file.withBytes { (all) throws(ListError) in try Table(all) }
    return table.list(of: file, name: name)
  }

  /// The list of a file, all of which is read and held against its checksum.
  public static func read(_ file: FixedBytes, name: String) throws(ListError) -> SharedPrimeList {
    let table = try file.withBytes { (all) throws(ListError) in
      let table = try Table(all)
      try table.verify(all)
      return table
    }
    return table.list(of: file, name: name)
  }

  /// Where the products stand.
  private struct Table {
    private(set) var entries: [(bits: Int, range: Range<Int>)] = []
    private let digest: Range<Int>

    init(_ all: Span<UInt8>) throws(ListError) {
      let start = magic.count + 4
      guard all.count >= magic.count, magic.indices.allSatisfy({ all[$0] == magic[$0] }) else { throw .unknownFormat }
      guard all.count >= start else { throw .truncated(offset: all.count, expected: start) }
      let count = number(at: magic.count, in: all)
      guard (1...countLimit).contains(count) else { throw .header(offset: magic.count, what: "\(count) products") }
      let end = start + count * entryLength
      digest = end..<end + digestLength
      guard all.count >= digest.upperBound else { throw .truncated(offset: all.count, expected: digest.upperBound) }
      var place = digest.upperBound
      for entry in stride(from: start, to: end, by: entryLength) {
        let length = number(at: entry + 4, in: all)
        guard (1...SharedPrimeList.productLimit).contains(length) else {
          throw .header(offset: entry + 4, what: "a product of \(length) bytes")
        }
        entries.append((number(at: entry, in: all), place..<place + length))
        place += length
      }
      guard all.count >= place else { throw .truncated(offset: all.count, expected: place) }
      guard all.count == place else { throw .overlong(offset: place, found: all.count) }
    }

    func list(of file: FixedBytes, name: String) -> SharedPrimeList {
      SharedPrimeList(
        name: name, products: entries.map { .init(file, $0.range, modulusBits: $0.bits == 0 ? nil : $0.bits) })
    }

    func verify(_ all: Span<UInt8>) throws(ListError) {
      var hash = SHA256Hash()
      hash.update(all, 0..<digest.lowerBound)
      hash.update(all, digest.upperBound..<all.count)
      guard hash.finish() == digest.map({ all[$0] }) else { throw .checksum(offset: digest.lowerBound) }
      for (_, range) in entries {
        guard SharedPrimeList.isProduct(all.extracting(range)) else {
          throw .header(offset: range.lowerBound, what: "no product of odd primes")
        }
      }
    }
  }

  private static func number(at start: Int, in all: Span<UInt8>) -> Int {
    (0..<4).reduce(0) { $0 << 8 | Int(all[start + $1]) }
  }
}
