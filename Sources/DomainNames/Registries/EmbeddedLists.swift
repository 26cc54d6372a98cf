// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import DomainLibraries

/// A file of lines in byte order, each starting with its key, searched in place without being loaded.
enum SortedLines {
  private static let newline = UInt8(ascii: "\n")
  private static let tab = UInt8(ascii: "\t")

  /// The line with this key, without its newline. A key ends at a tab or at the end of the line; `foldingCase` converts
  /// the given key to lower case.
  static func line(
    withKey key: Span<UInt8>, _ range: Range<Int>, foldingCase: Bool = false, in file: Span<UInt8>
  ) -> Range<Int>? {
    var low = 0
    var high = file.count
    while low < high {
      // A line that starts at or before the middle, and after every line known to be too small.
      var start = low + (high - low) / 2
      while start > low, file[start - 1] != newline { start -= 1 }
      var end = start
      while end < file.count, file[end] != newline { end += 1 }
      let order = compare(key, range, foldingCase, file, start, end)
      if order == 0 { return start..<end }
      if order < 0 { high = start } else { low = end + 1 }
    }
    return nil
  }

  /// Negative if the key sorts before the line's own, zero if they are equal.
  private static func compare(
    _ key: Span<UInt8>, _ range: Range<Int>, _ foldingCase: Bool, _ file: Span<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    var position = start
    for index in range {
      guard position < end, file[position] != tab else { return 1 }
      let byte = foldingCase ? key[index].asciiLowercased : key[index]
      if byte != file[position] { return Int(byte) - Int(file[position]) }
      position += 1
    }
    return position == end || file[position] == tab ? 0 : -1
  }

  /// The tab-separated fields of one line.
  static func fields(_ line: Range<Int>, in file: Span<UInt8>) -> [String] {
    var text: [UInt8] = []
    text.reserveCapacity(line.count)
    for index in line { text.append(file[index]) }
    return text.split(separator: tab, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// IANA's list of delegated top-level domains, as of the snapshot's date (`DataSnapshot`).
///
/// A name whose last label is not in the list is an Internal Name (BR 1.6.1).
package enum TopLevelDomains {
  /// Whether a label in ASCII is delegated; case does not matter.
  package static func contains(_ label: String) -> Bool {
    let bytes = Array(label.utf8)
    return contains(bytes.span, 0..<bytes.count)
  }

  /// Whether the label in this range of the bytes is delegated; does not allocate.
  package static func contains(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    EmbeddedFile.topLevelDomains.withBytes { file in
      SortedLines.line(withKey: bytes, range, foldingCase: true, in: file) != nil
    }
  }
}

/// A third-party list that is embedded in the program, and its age.
package struct DataSnapshot: Sendable, Hashable {
  /// A short name such as `public-suffix-list`.
  package let name: String
  /// The list's own date as YYYY-MM-DD; if it has none, the date on which it was fetched.
  package let date: String
  /// The publisher, the version, and the package it was obtained from.
  package let source: String
  /// The number of entries.
  package let count: Int

  /// All lists: first the embedded files, then the tables in the code.
  package static func all() -> [DataSnapshot] {
    embedded() + [
      DataSnapshot(
        name: "special-purpose-addresses", date: SpecialPurposeBlock.lastUpdated,
        source: "IANA IPv4 and IPv6 Special-Purpose Address Registries", count: SpecialPurposeBlock.all.count),
      DataSnapshot(
        name: "special-use-domains", date: SpecialUseDomain.lastUpdated,
        source: "IANA Special-Use Domain Names, without the reverse zones", count: SpecialUseDomain.all.count),
    ]
  }

  private static func embedded() -> [DataSnapshot] {
    EmbeddedFile.snapshots.withBytes { file in
      var rows: [DataSnapshot] = []
      var start = 0
      for index in 0..<file.count where file[index] == UInt8(ascii: "\n") {
        let fields = SortedLines.fields(start..<index, in: file)
        start = index + 1
        guard fields.count == 4, let count = Int(fields[3]) else { continue }
        rows.append(DataSnapshot(name: fields[0], date: fields[1], source: fields[2], count: count))
      }
      return rows
    }
  }
}
