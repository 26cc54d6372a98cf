// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
package import SystemBridge

/// The file format of a `SharedPrimeList`.
///
/// The file has these fields; numbers are big-endian:
///
/// | field | bytes |
/// |---|---|
/// | `CSRKPRM1` | 8 |
/// | number of products | 4 |
/// | per product: length of the moduli in bits, 0 for any; length of the product in bytes | 4 + 4 |
/// | SHA-256 of all other bytes | 32 |
/// | products | |
package enum SharedPrimeFile {
  static let magic = Array("CSRKPRM1".utf8)
  private static let entryLength = 8
  private static let digestLength = 32
  private static let countLimit = 256

  /// Encodes a list.
  package static func bytes(of list: SharedPrimeList) -> [UInt8] {
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

  /// Opens a file and reads only its table.
  package static func open(_ file: FixedBytes, name: String) throws(ListError) -> SharedPrimeList {
    let table = try file.withBytes { (all) throws(ListError) in try Table(all) }
    return table.list(of: file, name: name)
  }

  /// Opens a file and verifies its checksum and products.
  package static func read(_ file: FixedBytes, name: String) throws(ListError) -> SharedPrimeList {
    let table = try file.withBytes { (all) throws(ListError) in
      let table = try Table(all)
      try table.verify(all)
      return table
    }
    return table.list(of: file, name: name)
  }

  /// The table of products.
  private struct Table {
    private(set) var entries: [(bits: Int, range: Range<Int>)] = []
    private let digest: Range<Int>

    init(_ all: Span<UInt8>) throws(ListError) {
      let start = magic.count + 4
      guard all.count >= magic.count, magic.indices.allSatisfy({ all[$0] == magic[$0] }) else { throw .unknownFormat }
      guard all.count >= start else { throw .truncated(offset: all.count, expected: start) }
      let count = SegmentHeader.number(magic.count..<magic.count + 4, in: all)
      guard (1...countLimit).contains(count) else {
        throw .header(offset: magic.count, what: "\(count) products, but must be 1 to \(countLimit)")
      }
      let end = start + count * entryLength
      digest = end..<end + digestLength
      guard all.count >= digest.upperBound else { throw .truncated(offset: all.count, expected: digest.upperBound) }
      var place = digest.upperBound
      for entry in stride(from: start, to: end, by: entryLength) {
        let length = SegmentHeader.number(entry + 4..<entry + 8, in: all)
        guard (1...SharedPrimeList.productLimit).contains(length) else {
          throw .header(offset: entry + 4, what: "a product cannot have \(length) bytes")
        }
        entries.append((SegmentHeader.number(entry..<entry + 4, in: all), place..<place + length))
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
          throw .header(offset: range.lowerBound, what: "not a product of odd primes")
        }
      }
    }
  }
}
