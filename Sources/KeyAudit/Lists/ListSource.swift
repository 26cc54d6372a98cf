// SPDX-License-Identifier: Apache-2.0

/// Where the keys of a list were found.
public struct ListSource: Sendable, Hashable {
  /// The octet that stands for it in the records.
  public let id: UInt8
  /// A short name, such as `keypair`.
  public let name: String
  /// Where it can be had; empty where that is not known.
  public let origin: String
  /// The terms under which it may be passed on; empty where they are not known.
  public let licence: String

  /// A source. Each text is cut to 255 octets of UTF-8.
  public init(id: UInt8, name: String, origin: String = "", licence: String = "") {
    self.id = id
    self.name = ListSource.cut(name)
    self.origin = ListSource.cut(origin)
    self.licence = ListSource.cut(licence)
  }

  private static func cut(_ text: String) -> String {
    var text = text
    while text.utf8.count > 255 { text.removeLast() }
    return text
  }

  /// A list of badkeys' that is newer than this table.
  static func badkeys(_ id: UInt8) -> ListSource {
    ListSource(id: id, name: "badkeys-\(id)", origin: "https://badkeys.info")
  }

  /// The identifiers that badkeys gives the lists in its blocklist.dat (badkeysdata.json).
  public static let badkeys: [ListSource] = [
    (1, "debianssl"), (2, "keypair"), (3, "ransomware"), (4, "documentation"), (5, "firmware"), (6, "localhostcert"),
    (7, "localroot"), (8, "misc"), (9, "softwaretests"), (10, "testvectors"), (11, "rfc"), (12, "web"), (13, "git"),
    (14, "forti"), (15, "pkg"), (16, "firmwares"), (99, "new"),
  ].map { ListSource(id: $0, name: $1, origin: "https://badkeys.info") }
}
