// SPDX-License-Identifier: Apache-2.0
public import SystemBridge

/// A file of known keys, whichever of the formats that need no import it has.
public enum ListFile: Sendable {
  case segment(Segment)
  case debian(DebianSet)
  case filter(KeyFilter)
  case primes(SharedPrimeList)

  /// Takes a file by its first bytes: a segment, a Debian set, products of primes, a filter of pwnedkeys, or badkeys'
  /// blocklist.dat, which has no header: its records must fill it, and those that are looked at must be in order.
  public init(_ bytes: FixedBytes, name: String) throws(ListError) {
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

  /// Reads all of it: order, sources, index, checksum. A filter has nothing to hold its bits against, and primes are
  /// read whole when they are opened.
  public func verify() throws(ListError) {
    switch self {
    case .segment(let segment): try segment.verify()
    case .debian(let set): try set.verify()
    case .filter, .primes: break
    }
  }

  /// Lists of files with their names: the segments, in this order, become one list, in which a removal takes from what
  /// stands before it; so do all Debian sets.
  public static func lists(_ files: [(name: String, file: ListFile)]) -> [any KeyList] {
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
  /// What it is, for a person.
  public var description: String {
    switch self {
    case .segment: "a list of hashes"
    case .debian(let set): "a set of Debian weak keys of type \(set.type.rawValue)"
    case .filter: "a filter of pwnedkeys"
    case .primes: "a list of primes"
    }
  }
}
