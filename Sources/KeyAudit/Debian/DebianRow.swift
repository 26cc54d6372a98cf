// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// A row of a table of CVE-2008-0166 keys, for comparison with a replay.
package struct DebianRow: Sendable, Hashable {
  /// The type of key.
  package let type: DebianKeyType
  /// The platform and the state of `~/.rnd`.
  package let variant: DebianVariant
  /// The process ID.
  package let process: Int
  /// SHA-256 of the modulus or the x coordinate.
  package let fingerprint: [UInt8]

  /// Reads lines with type, platform, state, process and SHA-256, separated by tabs.
  ///
  /// Skips lines that start with `#` and a first line with column names.
  package static func read(_ bytes: [UInt8]) throws(ListError) -> [DebianRow] {
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
      DebianVariant.processes.contains(process), let digest = Hexadecimal.decode(fields[4]), digest.count == 32
    else { return nil }
    self.type = type
    variant = DebianVariant(platform, state)
    self.process = process
    fingerprint = digest
  }

  /// Whether the set covers the process and therefore must contain the key.
  package func isCovered(by set: DebianSet) -> Bool {
    set.type == type && set.processes(of: variant).contains { $0.contains(process) }
  }

  /// Whether the set contains the fingerprint of the key for this variant and process.
  package func isContained(in set: DebianSet) -> Bool {
    let first = fingerprint.prefix(4).reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
    return set.candidates(first).contains { $0.variant == variant && $0.process == process }
  }

  /// Whether a replay generates the key.
  package var isReproduced: Bool {
    DebianKey.replay(type, variant, process: process).fingerprint == fingerprint
  }
}

extension DebianRow: CustomStringConvertible {
  /// The type, platform, state and process.
  package var description: String { "\(type.rawValue) \(variant) \(process)" }
}
