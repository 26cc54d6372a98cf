// SPDX-License-Identifier: Apache-2.0
package import CSRKitBase
package import KeyAudit
internal import OpenSSLBridge
internal import PKCS10

/// The result of auditing one key.
package struct KeyReport: Sendable {
  /// The name of the input.
  package let name: String
  /// The index of the key in the input, from 0.
  package let index: Int
  /// The key.
  package let key: KeyMaterial.Key
  /// The result of the audit.
  package private(set) var verdict: KeyVerdict

  /// Audits a key; nil if its structure cannot be read.
  package init?(_ key: KeyMaterial.Key, name: String, index: Int, auditor: KeyAuditor) {
    guard let info = key.subjectPublicKeyInfo else { return nil }
    self.name = name
    self.index = index
    self.key = key
    let audit = auditor.audit(info, in: key.info.span)
    verdict = key.isProven ? audit : audit.withoutProof()
  }
}

extension KeyReport {
  /// The name of the key in text: the input and the index.
  package var label: String { "\(name)[\(index)]" }

  /// Adds the key to a comparison with others, under a number.
  package func add(to shared: inout SharedPrimes, number: Int) {
    guard let info = key.subjectPublicKeyInfo else { return }
    shared.add(info, number: number, in: key.info.span)
  }

  /// The report with the result of that comparison.
  package func compared(finding hit: KeyHit?) -> KeyReport {
    var report = self
    let compared = verdict.compared(finding: hit)
    report.verdict = key.isProven ? compared : compared.withoutProof()
    return report
  }

  /// Writes the object of `csrkit keys check --format json`, schema 1.
  ///
  /// - Parameter revealing: whether private key parts are included.
  package func write(to writer: inout JSONWriter, revealing: Bool) {
    writer.object { writer in
      writer.member(Key.schema, 1)
      writer.object(Key.source) { writer in
        writer.member(Key.name, name)
        writer.member(Key.index, index)
        writer.member(Key.container, key.origin.rawValue)
      }
      writeKey(to: &writer)
      writer.write(Key.keyAudit)
      verdict.write(to: &writer, revealing: revealing)
      writer.array("open") { writer in
        for gap in verdict.notChecked { writer.string(gap.sentence) }
      }
    }
  }

  private func writeKey(to writer: inout JSONWriter) {
    guard let info = key.subjectPublicKeyInfo else { return }
    let bytes = key.info.span
    writer.object(Key.key) { writer in
      writer.member(Key.algorithm, info.displayName(in: bytes))
      writer.member(Key.bits, info.bitCount)
      if case .rsa(let rsa) = info.key {
        writer.member(Key.exponent, Decimal.text(rsa.exponent, in: bytes))
      } else {
        writer.member(Key.exponent, nil as String?)
      }
      writer.member(Key.curve, info.curveName(in: bytes))
      writer.member(Key.spkiSHA256, Digest(.sha256, of: bytes).hex())
    }
  }

  /// A line with the verdict, then the hits and the checks that could not be made.
  package func text(style: Style, revealing: Bool) -> String {
    let kind = key.subjectPublicKeyInfo.map { describe($0) } ?? ""
    var text = "\(visible(label))  \(kind)  \(word(style))\n"
    for hit in verdict.hits {
      text += "  \(hit.check) (\(hit.grade.rawValue))"
      if let code = hit.predicts { text += ": predicted error \(code)" }
      text += "\n"
      for item in hit.evidence {
        text +=
          "    \(item.name): \(item.isPrivate && !revealing ? "hidden; to show, add --reveal" : visible(item.value))\n"
      }
    }
    for gap in verdict.notChecked { text += "  " + style.faint("not checked: \(gap.sentence)") + "\n" }
    return text
  }

  private func describe(_ info: SubjectPublicKeyInfo) -> String {
    let name = info.curveName(in: key.info.span) ?? info.displayName(in: key.info.span)
    guard case .rsa = info.key, let bits = info.bitCount else { return name }
    return "\(name) \(bits)"
  }

  private func word(_ style: Style) -> String {
    switch verdict.outcome {
    case .clean: style.good("clean")
    case .weak: style.doubtful("weak")
    case .compromised, .invalid: style.bad(verdict.outcome.rawValue)
    }
  }
}

/// Reads the inputs of `keys check`.
package enum KeyInput {
  /// The keys in a file; if there are none in a standard encoding, those of requests that need decoding or repair.
  package static func read(_ bytes: [UInt8]) -> KeyMaterial {
    let material = KeyMaterial(bytes.span)
    guard material.keys.isEmpty else { return material }
    let requests = Armor.read(bytes.span) { _ in false }.requests
    var found = material
    for request in requests {
      let inner = KeyMaterial(request.der.span)
      found.merge(inner)
    }
    return found.keys.isEmpty ? material : found
  }

  /// The RSA keys of moduli in hexadecimal, one per line, optionally prefixed with `Modulus=` or `0x`.
  package static func moduli(_ bytes: [UInt8]) throws(ListError) -> [KeyMaterial.Key] {
    var keys: [KeyMaterial.Key] = []
    var lines = HexLines(expecting: "a modulus in hexadecimal")
    while let modulus = try lines.next(in: bytes.span) { keys.append(KeyMaterial.Key(modulus: modulus)) }
    return keys
  }
}
