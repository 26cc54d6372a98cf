// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
public import CSRKitBase
internal import KeyAudit
internal import OpenSSLBridge
internal import PKCS10

/// The ways to order again with a request, and why some of them are not possible.
public struct ReuseReport: Sendable {
  /// The name of the input.
  package let source: String
  /// The SHA-256 digest of the DER in lower-case hexadecimal.
  package let sha256: String
  /// The earlier uses in the ledger; nil if there is no ledger.
  package let uses: [LedgerEntry]?
  /// The names in the subjectAltName extension, in order.
  let alternativeNames: [String]
  let situation: ReuseRemedy.Situation

  /// Determines the ways to order again with a request.
  public init(_ report: RequestReport, uses: [LedgerEntry]? = nil) {
    let der = report.request.der
    let bytes = der.span
    source = report.source.name
    sha256 = report.sha256.hex()
    self.uses = uses
    alternativeNames = report.request.subjectAlternativeNames.filter(\.isOrderable)
      .map { $0.text(in: bytes).text }
    situation = ReuseRemedy.Situation(
      nameCount: Set(alternativeNames).count,
      hasChallengePassword: report.request.attributes.contains { $0.oid.known == .challengePassword },
      keyIsUnfit: report.keyVerdict.outcome != .clean)
  }

  /// The simplest possible way.
  package var recommended: ReuseRemedy { ReuseRemedy.fitting(situation).first ?? .freshKey }

  /// Another order of the names: the first name moved to the end.
  var otherOrder: [String] { Array(alternativeNames.dropFirst() + alternativeNames.prefix(1)) }
}

extension ReuseReport {
  /// The ways and their reasons as text.
  package func text(style: Style) -> String {
    var table = Table(labelWidth: 20, style: style)
    table.add("SHA-256", sha256)
    if let uses { table.add("Ordered before", uses.isEmpty ? ["not according to the ledger"] : uses.map(Self.line)) }
    for way in ReuseRemedy.allCases {
      if let obstacle = way.obstacle(situation) {
        table.add(way.rawValue, style.faint("not possible: \(obstacle)"))
        continue
      }
      let mark = way == recommended ? style.good("recommended: ") : style.good("possible: ")
      var lines = [mark + way.advice(situation)]
      if way == .nameOrder {
        let names = otherOrder.prefix(5).map(visible).joined(separator: ", ")
        lines.append("for example \(names)\(otherOrder.count > 5 ? ", …" : "")")
      }
      table.add(way.rawValue, lines)
    }
    return style.strong(visible(source)) + "\n" + table.text
  }

  private static func line(_ entry: LedgerEntry) -> String {
    let value = entry.key.uniqueValue.map { "with uniqueValue \($0)" } ?? "without a uniqueValue"
    return "\(LedgerTime.text(entry.time)) \(value)" + (entry.reference.map { " for \($0.debugDescription)" } ?? "")
  }

  /// Writes the object of `csrkit dcv --explain-reuse --format json`, schema 1.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member(Key.schema, 1)
      writer.member(Key.sha256, sha256)
      if let uses {
        writer.array(Key.uses) { writer in
          for use in uses {
            writer.object { writer in
              writer.member(Key.uniqueValue, use.key.uniqueValue?.text)
              writer.member(Key.reference, use.reference)
              writer.member(Key.time, LedgerTime.text(use.time))
            }
          }
        }
      }
      writer.member(Key.recommended, recommended.rawValue)
      writer.array(Key.ways) { writer in
        for way in ReuseRemedy.allCases { write(way, to: &writer) }
      }
    }
  }

  private func write(_ way: ReuseRemedy, to writer: inout JSONWriter) {
    let obstacle = way.obstacle(situation)
    writer.object { writer in
      writer.member(Key.way, way.rawValue)
      writer.member(Key.fits, obstacle == nil)
      writer.member(Key.reason, obstacle)
      writer.member(Key.advice, way.advice(situation))
      writer.member(Key.needsPrivateKey, way.needsPrivateKey)
    }
  }
}
