// SPDX-License-Identifier: Apache-2.0
package import CSRKitBase
internal import OpenSSLBridge

/// The update file of badkeys, `badkeysdata.json`, which describes the current blocklist.dat.
package struct BadkeysUpdate: Sendable, Hashable {
  /// The day on which the blocklist was published; nil if the file has no valid date.
  package let day: CalendarDate?
  /// SHA-256 of the blocklist.dat.
  package let checksum: [UInt8]
  /// The sources of the keys.
  package let sources: [ListSource]
  /// Whether badkeys no longer maintains this format.
  package let isDeprecated: Bool

  /// The version of the format that this program reads.
  private static let format = "0"

  /// Whether bytes can be an update file and not a blocklist, whose records are binary.
  package static func isUpdate(_ bytes: Span<UInt8>) -> Bool {
    for index in bytes.indices where bytes[index] > 0x20 { return bytes[index] == UInt8(ascii: "{") }
    return false
  }

  /// Whether bytes are compressed with xz, as badkeys publishes its files.
  package static func isCompressed(_ bytes: Span<UInt8>) -> Bool {
    let magic: [UInt8] = [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]
    return bytes.count >= magic.count && magic.indices.allSatisfy { bytes[$0] == magic[$0] }
  }

  /// Reads an update file.
  package init(_ bytes: Span<UInt8>) throws(ListError) {
    let item: JSONItem
    do throws(JSONError) { item = try JSONReader.read(bytes) } catch {
      throw .header(offset: error.offset, what: "\(error)")
    }
    guard case .object(let members) = item.value else { throw .header(offset: 0, what: "not a JSON object") }
    func member(_ name: String) -> JSONItem? { members.last { $0.name == name }?.item }
    guard case .number(BadkeysUpdate.format)? = member("bkformat")?.value else {
      throw .header(
        offset: member("bkformat")?.offset ?? 0, what: "the member bkformat must be \(BadkeysUpdate.format)")
    }
    let hash = member("blocklist_sha256")
    guard let hash, case .string(let text) = hash.value, let checksum = Hexadecimal.decode(Array(text.utf8)),
      checksum.count == 32
    else { throw .header(offset: hash?.offset ?? 0, what: "the member blocklist_sha256 must be a SHA-256") }
    self.checksum = checksum
    if case .string(let date)? = member("date")?.value {
      day = CalendarDate(String(date.prefix(10)))
    } else {
      day = nil
    }
    isDeprecated = member("deprecated").map { $0.value != .bool(false) && $0.value != .null } ?? false
    sources = try BadkeysUpdate.sources(member("blocklists"))
  }

  private static func sources(_ item: JSONItem?) throws(ListError) -> [ListSource] {
    guard let item, case .array(let entries) = item.value, entries.count <= 255 else {
      throw .header(offset: item?.offset ?? 0, what: "the member blocklists must be an array of at most 255 objects")
    }
    var sources: [ListSource] = []
    for entry in entries {
      guard case .object(let members) = entry.value else {
        throw .header(offset: entry.offset, what: "an element of blocklists must be an object")
      }
      func text(_ name: String) -> String? {
        guard case .string(let text)? = members.last(where: { $0.name == name })?.item.value else { return nil }
        return text
      }
      guard case .number(let literal)? = members.last(where: { $0.name == "id" })?.item.value,
        let id = UInt8(literal), let name = text("name"), !sources.contains(where: { $0.id == id })
      else { throw .header(offset: entry.offset, what: "an element of blocklists must have a name and its own id") }
      sources.append(ListSource(id: id, name: name, origin: origin(text("type"), text("repo"))))
    }
    return sources
  }

  private static func origin(_ type: String?, _ repository: String?) -> String {
    guard let repository, !repository.isEmpty else { return "https://badkeys.info" }
    return type == "github" ? "https://github.com/\(repository)" : repository
  }

  /// Verifies that a blocklist is the one that the file describes.
  package func verify(_ blocklist: Span<UInt8>) throws(ListError) {
    guard Digest(.sha256, of: blocklist).bytes == checksum else {
      throw .header(offset: 0, what: "the SHA-256 is not the one in the update file; download both files again")
    }
  }
}
