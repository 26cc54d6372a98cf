// SPDX-License-Identifier: Apache-2.0
public import SystemBridge

/// A file of known keys, whichever of the formats that need no import it has.
public enum ListFile: Sendable {
  case segment(Segment)
  case debian(DebianSet)
  case filter(KeyFilter)

  /// Takes a file by its first bytes: a segment, a Debian set, a filter of pwnedkeys, or badkeys' blocklist.dat, which
  /// has no header: its records must fill it and the first must be below the last.
  public init(_ bytes: FixedBytes, name: String) throws(ListError) {
    let start = bytes.withBytes { all in (0..<min(8, all.count)).map { all[$0] } }
    if start.starts(with: DebianSet.magic) {
      self = .debian(try DebianSet(bytes))
    } else if start.starts(with: KeyFilter.magic) {
      self = .filter(try KeyFilter(bytes, name: name))
    } else if start.starts(with: SegmentHeader.magic) {
      self = .segment(try Segment(bytes))
    } else {
      self = .segment(try Segment(blocklist: bytes))
    }
  }

  /// Reads all of it: order, sources, index, checksum. A filter has nothing to hold its bits against.
  public func verify() throws(ListError) {
    switch self {
    case .segment(let segment): try segment.verify()
    case .debian(let set): try set.verify()
    case .filter: break
    }
  }

  /// Lists of all files: the segments, in this order, become one list.
  public static func lists(_ files: [ListFile], name: String) -> [any KeyList] {
    var segments: [Segment] = []
    var sets: [DebianSet] = []
    var lists: [any KeyList] = []
    for file in files {
      switch file {
      case .segment(let segment): segments.append(segment)
      case .debian(let set): sets.append(set)
      case .filter(let filter): lists.append(filter)
      }
    }
    if !segments.isEmpty { lists.insert(SegmentList(name: name, segments), at: 0) }
    if !sets.isEmpty { lists.append(DebianWeakKeys(sets)) }
    return lists
  }
}
