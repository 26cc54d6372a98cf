// SPDX-License-Identifier: Apache-2.0
internal import DomainLibraries

/// A list of somebody else's that the program carries, and how old it is.
public struct DataSnapshot: Sendable, Hashable {
  /// A short name such as `public-suffix-list`.
  public let name: String
  /// The list's own date as YYYY-MM-DD; where it has none, the day on which it was fetched.
  public let date: String
  /// Whose list it is, its version, and the package that it came through.
  public let source: String
  /// The number of entries.
  public let count: Int

  /// All lists: the embedded files first, then the tables that are part of the code.
  public static func all() -> [DataSnapshot] {
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
