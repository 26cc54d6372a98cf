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
  /// Whether no damage can explain a fault of the key.
  private let isProven: Bool

  /// Audits a key; nil if its structure cannot be read.
  package init?(_ key: KeyMaterial.Key, name: String, index: Int, auditor: KeyAuditor) {
    guard let audit = auditor.audit(key) else { return nil }
    self.name = name
    self.index = index
    self.key = key
    (verdict, isProven) = audit
  }

  /// Audits a key of a run; nil if its structure cannot be read.
  package init?(_ key: NamedKey, auditor: KeyAuditor) {
    self.init(key.key, name: key.name, index: key.index, auditor: auditor)
    guard let hits = key.comparison else { return }
    let compared = verdict.compared(findings: hits)
    verdict = isProven ? compared : compared.withoutProof()
  }
}

extension KeyReport {
  /// The name of the key in text: the input and the index.
  package var label: String { "\(name)[\(index)]" }

  /// Adds the key to a comparison with others, under a number.
  package func add(to shared: inout SharedPrimes, number: Int) { shared.add(key, number: number) }

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
        writer.member(Key.line, key.line)
        if let owner = key.owner { writer.member(Key.owner, owner) }
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
    let owner = key.owner.map { "  " + visible($0) } ?? ""
    var text = "\(visible(label))  \(kind)\(owner)  \(word(style))\n"
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
