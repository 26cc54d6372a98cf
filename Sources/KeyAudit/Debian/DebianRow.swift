// SPDX-License-Identifier: Apache-2.0

/// A row of a table of keys of CVE-2008-0166, which a replay can be held against.
public struct DebianRow: Sendable, Hashable {
  /// The type of key.
  public let type: DebianKeyType
  /// Platform and state of `~/.rnd`.
  public let variant: DebianVariant
  /// The process identifier.
  public let process: Int
  /// SHA-256 of the modulus or the x coordinate.
  public let fingerprint: [UInt8]

  /// Reads type, platform, state, process and SHA-256, separated by tabs; lines that start with `#` and a first line
  /// that names the columns are passed over.
  public static func read(_ bytes: [UInt8]) throws(ListError) -> [DebianRow] {
    var rows: [DebianRow] = []
    var offset = 0
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      defer { offset += line.count + 1 }
      let fields = line.filter { $0 != 0x0D }.split(separator: 0x09).map { Array($0) }
      guard let first = fields.first, first.first != UInt8(ascii: "#") else { continue }
      if let row = DebianRow(fields) {
        rows.append(row)
      } else if index > 0 || first != Array("keytype".utf8) {
        throw .line(offset: offset, number: index + 1, expected: "type, platform, state, process, SHA-256")
      }
    }
    return rows
  }

  private init?(_ fields: [[UInt8]]) {
    let texts = fields.map { String(decoding: $0, as: UTF8.self) }
    guard texts.count == 5 else { return nil }
    let name = texts[0].hasPrefix("ecp") ? String(texts[0].dropFirst(2)) : texts[0]
    guard let type = DebianKeyType(rawValue: name), let platform = DebianPlatform(rawValue: texts[1]),
      let state = DebianRandState(rawValue: texts[2]), let process = Int(texts[3]),
      DebianVariant.processes.contains(process), let digest = HashText.hexadecimal(fields[4]), digest.count == 32
    else { return nil }
    self.type = type
    variant = DebianVariant(platform, state)
    self.process = process
    fingerprint = digest
  }

  /// Whether a set should hold the key.
  public func isCovered(by set: DebianSet) -> Bool {
    set.type == type && set.processes(of: variant).contains { $0.contains(process) }
  }

  /// Whether a set holds the key's fingerprint in its place.
  public func isHeld(by set: DebianSet) -> Bool {
    let first = fingerprint.prefix(4).reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
    return set.candidates(first).contains { $0.variant == variant && $0.process == process }
  }

  /// Whether the replay makes the key.
  public var isReproduced: Bool {
    DebianKey.replay(type, variant, process: process).fingerprint == fingerprint
  }
}

extension DebianRow: CustomStringConvertible {
  /// Type, platform, state and process.
  public var description: String { "\(type.rawValue) \(variant) \(process)" }
}
