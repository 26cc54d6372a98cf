// SPDX-License-Identifier: Apache-2.0
import Foundation
import KeyAudit
import PKCS10
import Testing

/// The keys of TestVectors/keys, which Scripts/make-weak-keys makes.
enum Vectors {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let folder = root.appending(path: "TestVectors/keys")
  /// Weak keys of public test suites, where they lie beside the project.
  static let corpus = root.deletingLastPathComponent().appending(path: "shared/corpus/keys/vectors")

  /// What an audit must find: a check and the error code that it predicts.
  struct Expected: Hashable, Sendable {
    let check: String
    let predicts: Int?

    /// Reads `check` or `check=code`.
    init(_ text: Substring) {
      let parts = text.split(separator: "=")
      check = String(parts[0])
      predicts = parts.count > 1 ? Int(parts[1]) : nil
    }

    init(_ hit: KeyHit) {
      check = hit.check
      predicts = hit.predicts
    }
  }

  /// A row of expected.tsv.
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let options: String
    let verdict: String
    let hits: Set<Expected>
    let evidence: [String]

    var testDescription: String { name }
  }

  static let rows: [Row] = lines("expected.tsv").filter { $0.count == 5 }.map {
    Row(
      name: $0[0], options: $0[1], verdict: $0[2], hits: hits($0[3]),
      evidence: $0[4].isEmpty ? [] : $0[4].components(separatedBy: "; "))
  }

  static func hits(_ text: String) -> Set<Expected> { Set(text.split(separator: " ").map(Expected.init)) }

  static func lines(_ path: String) -> [[String]] {
    guard let text = try? String(contentsOf: folder.appending(path: path), encoding: .utf8) else { return [] }
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: folder.appending(path: path))) }

  static func options(_ name: String) -> AuditOptions {
    ["deep": AuditOptions.deep, "thorough": .thorough][name] ?? .standard
  }
}

extension SubjectPublicKeyInfo {
  /// Reads a key that stands alone.
  static func read(alone bytes: [UInt8]) throws -> SubjectPublicKeyInfo {
    var cursor = Cursor(0..<bytes.count)
    var notes: [Irregularity] = []
    return try read(cursor.next(.sequence, in: bytes.span), in: bytes.span, notes: &notes)
  }
}

extension KeyAudit {
  /// Audits a key that stands alone.
  static func audit(alone bytes: [UInt8], options: AuditOptions = .standard) throws -> KeyVerdict {
    audit(try .read(alone: bytes), in: bytes.span, options: options)
  }
}

/// A small generator (SplitMix64), so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
