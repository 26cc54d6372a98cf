// SPDX-License-Identifier: Apache-2.0
package import KeyAudit
internal import PKCS10

/// A key of a run, with its position and what a comparison with all other keys of the run has found.
package struct NamedKey: Sendable {
  /// The name of the input.
  package let name: String
  /// The index of the key in the input, from 0.
  package let index: Int
  /// The key.
  package let key: KeyMaterial.Key
  /// The hits of the comparison; nil if there was none.
  package var comparison: [KeyHit]?

  /// Names a key that was not compared.
  package init(_ key: KeyMaterial.Key, name: String, index: Int) {
    self.name = name
    self.index = index
    self.key = key
  }

  /// The name of the key in text: the input and the index.
  package var label: String { "\(name)[\(index)]" }
}

/// Reads the inputs of `keys check`.
package enum KeyInput {
  /// The keys in a file; if there are none in a standard encoding, those of requests that need decoding or repair.
  package static func read(_ bytes: [UInt8]) -> KeyMaterial {
    var stream = KeyStream()
    var material = KeyMaterial()
    if let found = stream.append(bytes) { material.merge(found) }
    material.merge(stream.finish())
    return material
  }

  /// The RSA keys of moduli in hexadecimal, one per line, optionally prefixed with `Modulus=` or `0x`.
  package static func moduli(_ bytes: [UInt8]) throws(ListError) -> [KeyMaterial.Key] {
    var keys: [KeyMaterial.Key] = []
    var lines = HexLines(expecting: "a modulus in hexadecimal")
    while let modulus = try lines.next(in: bytes.span) { keys.append(KeyMaterial.Key(modulus: modulus)) }
    return keys
  }
}

/// Reads an input with keys in blocks.
///
/// Text is read line by line. Other structures, and an input in which no key has been found yet, are kept in memory, up to
/// a limit.
package struct KeyStream {
  /// The maximum size in bytes of what is kept in memory.
  package static let limit = 64 << 20

  private var reader = KeyTextReader()
  /// The start of a line whose end has not been read yet.
  private var rest: [UInt8] = []
  /// The input so far; nil once a key was found or the limit was reached.
  private var kept: [UInt8]? = []
  /// Whether the input can be one DER structure, which starts with a SEQUENCE.
  private var isBinary = false

  package init() {}

  /// Whether the input is too large for its format.
  package var isFull: Bool { rest.count > KeyStream.limit || (isBinary && kept == nil) }

  /// Reads a block; returns the keys that were completed by it, if any.
  package mutating func append(_ block: [UInt8]) -> KeyMaterial? {
    guard let first = block.first else { return nil }
    if kept?.isEmpty == true { isBinary = first == 0x30 }
    keep(block)
    guard !isBinary else { return nil }
    rest += block
    guard let end = rest.lastIndex(of: 0x0A) else { return nil }
    let text = rest
    rest = Array(text[(end + 1)...])
    reader.read(text.span.extracting(0..<end + 1))
    guard !reader.material.keys.isEmpty else { return nil }
    kept = nil
    var found = KeyMaterial()
    found.add(keys: reader.material.takeKeys())
    return found
  }

  private mutating func keep(_ block: [UInt8]) {
    guard let count = kept?.count else { return }
    if count + block.count > KeyStream.limit { kept = nil } else { kept?.append(contentsOf: block) }
  }

  /// Returns the keys at the end of the input, and the counts of all that cannot be read.
  package mutating func finish() -> KeyMaterial {
    if isBinary, let structure = kept {
      let material = KeyMaterial(structure.span)
      return material.keys.isEmpty ? repaired(material) : material
    }
    let text = rest
    rest = []
    reader.read(text.span)
    let material = reader.finish()
    return material.keys.isEmpty ? repaired(material) : material
  }

  /// The keys of requests that need decoding or repair; the material itself if there are none.
  private func repaired(_ material: KeyMaterial) -> KeyMaterial {
    guard let kept, !kept.isEmpty else { return material }
    var found = KeyMaterial()
    for request in Armor.read(kept.span, proof: { _ in false }).requests { found.merge(KeyMaterial(request.der.span)) }
    return found.keys.isEmpty ? material : found
  }
}
