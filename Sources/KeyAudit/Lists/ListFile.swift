// SPDX-License-Identifier: Apache-2.0
package import SystemBridge

/// A file of known keys in any format that can be used without an import.
package enum ListFile: Sendable {
  case segment(Segment)
  case debian(DebianSet)
  case filter(KeyFilter)
  case primes(SharedPrimeList)

  /// Opens a file and detects its format by the first bytes.
  ///
  /// A file without a known header is read as badkeys' blocklist.dat: it must consist of complete records, and a sample of
  /// them must be in order.
  package init(_ bytes: FixedBytes, name: String) throws(ListError) {
    let start = bytes.withBytes { all in (0..<min(8, all.count)).map { all[$0] } }
    if start.starts(with: DebianSet.magic) {
      self = .debian(try DebianSet(bytes))
    } else if start.starts(with: KeyFilter.magic) {
      self = .filter(try KeyFilter(bytes, name: name))
    } else if start.starts(with: SharedPrimeFile.magic) {
      self = .primes(try SharedPrimeFile.read(bytes, name: name))
    } else if start.starts(with: SegmentHeader.magic) {
      self = .segment(try Segment(bytes))
    } else {
      self = .segment(try Segment(blocklist: bytes))
    }
  }

  /// Verifies the entire file: order, sources, index and checksum.
  ///
  /// Does nothing for a filter, which has no checksum, and for primes, which are verified when they are opened.
  package func verify() throws(ListError) {
    switch self {
    case .segment(let segment): try segment.verify()
    case .debian(let set): try set.verify()
    case .filter, .primes: break
    }
  }

  /// Combines files into lists.
  ///
  /// All segments become one list, in this order, so that a removal applies to the segments before it. All Debian sets
  /// become one list.
  package static func lists(_ files: [(name: String, file: ListFile)]) -> [any KeyList] {
    var segments: [(name: String, segment: Segment)] = []
    var sets: [DebianSet] = []
    var lists: [any KeyList] = []
    for (name, file) in files {
      switch file {
      case .segment(let segment): segments.append((name, segment))
      case .debian(let set): sets.append(set)
      case .filter(let filter): lists.append(filter)
      case .primes(let primes): lists.append(primes)
      }
    }
    if !segments.isEmpty { lists.insert(SegmentList(segments), at: 0) }
    if !sets.isEmpty { lists.append(DebianWeakKeys(sets)) }
    return lists
  }
}

extension ListFile: CustomStringConvertible {
  /// A description for messages, such as "a list of hashes".
  package var description: String {
    switch self {
    case .segment: "a list of hashes"
    case .debian(let set): "a set of Debian weak keys of type \(set.type.rawValue)"
    case .filter: "a filter of pwnedkeys.com"
    case .primes: "a list of primes"
    }
  }
}
