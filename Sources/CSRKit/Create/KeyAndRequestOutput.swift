// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import Preflight

/// What `csrkit new` reports: the files, the request and its check.
package struct CreationReport: Sendable {
  /// A request that was created, or only checked.
  package let request: CheckedRequest
  /// The path of the private key; nil if it was not written.
  package var keyFile: String?
  /// The path of the request; nil if it was not written.
  package var requestFile: String?
  /// Whether the key is encrypted.
  package var isEncrypted = false
  /// Whether anything was written.
  package var isWritten = true
  /// The paths of the files that were replaced.
  package var backups: [String] = []
  /// The old certificate, request or order.
  package var renewal: (file: String, content: Renewal)?

  /// Creates a report.
  package init(request: CheckedRequest) { self.request = request }

  /// The object of `csrkit new --format json`, schema 1.
  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member(Key.schema, 1)
      writer.write(Key.key)
      if isWritten { writeKey(to: &writer) } else { writer.null() }
      writer.object(Key.csr) { writer in
        writer.member(Key.file, requestFile)
        request.report.writeRequest(to: &writer)
      }
      writer.object(Key.check) { writer in
        writer.member(Key.verdict, request.isRefused ? "refused" : request.judgement.verdict.rawValue)
        writer.write(Key.predicted)
        if let predicted = request.judgement.predicted { predicted.write(to: &writer) } else { writer.null() }
        writer.array(Key.needed) { writer in
          for need in request.check?.needed ?? [] { writer.string(need.name.spelling) }
        }
        writer.member(request.findings)
      }
      writeRenewal(to: &writer)
      writer.array(Key.backups) { writer in
        for backup in backups { writer.string(backup) }
      }
    }
  }

  private func writeKey(to writer: inout JSONWriter) {
    let key = request.report.key
    writer.object { writer in
      writer.member(Key.file, keyFile)
      writer.member(Key.algorithm, key.algorithm)
      writer.member(Key.bits, key.bits)
      writer.member(Key.encrypted, isEncrypted)
      writer.member(Key.spkiSHA256, key.sha256)
    }
  }

  private func writeRenewal(to writer: inout JSONWriter) {
    writer.array(Key.dropped) { writer in
      for part in renewal?.content.dropped ?? [] {
        writer.object { writer in
          writer.member(Key.part, part.part)
          writer.member(Key.value, part.value)
          writer.member(Key.reason, part.reason)
        }
      }
    }
    guard let renewal else { return }
    writer.object(Key.from) { writer in
      writer.member(Key.file, renewal.file)
      writer.member(Key.kind, renewal.content.source.rawValue)
      writer.array(Key.names) { writer in
        for name in renewal.content.names { writer.string(name) }
      }
      writer.array(Key.subject) { writer in
        for value in renewal.content.subject {
          writer.object { writer in
            writer.member(Key.oid, value.oid)
            writer.member(Key.value, value.value)
          }
        }
      }
    }
  }

  /// The report as text.
  package func text(style: Style) -> String {
    let report = request.report
    var table = Table(labelWidth: 14, style: style)
    table.add("Private key", keyLine)
    table.add("CSR", isWritten ? requestFile.map { visible($0) } : style.bad("not written"))
    table.add("Replaced", backups.map { "the old file is \(visible($0))" })
    if let renewal {
      table.add("Taken from", "\(visible(renewal.file)), \(renewal.content.source.noun)")
      table.add(
        "Left out",
        renewal.content.dropped.map { part in
          visible(part.part) + (part.value.map { " “\(visible($0))”" } ?? "") + style.faint(": \(part.reason)")
        })
    }
    table.add("Key", report.keyLine(style))
    table.add("Key SHA-256", report.keySHA256.hex())
    table.add("Subject", report.request.subject.map { report.subjectLine($0) })
    table.add("Names", report.names(style))
    table.add("Verdict", verdictLine(style))
    table.add("Still needed", (request.check?.needed ?? []).map(\.name.spelling))
    return table.text + FindingsText.text(request.findings, style: style)
  }

  private var keyLine: String? {
    guard isWritten, let keyFile else { return nil }
    return visible(keyFile) + (isEncrypted ? " (encrypted)" : " (not encrypted)") + "; never send it to anyone"
  }

  private func verdictLine(_ style: Style) -> String {
    if let predicted = request.judgement.predicted {
      return style.bad("refused") + ": the CA will return \(predicted.errorCode) (\(predicted.certainty.name))"
    }
    if request.isRefused { return style.bad("refused") + ": see the errors below" }
    let isAccepted = request.judgement.verdict == .accepted
    return isAccepted ? style.good("accepted") : style.doubtful("doubtful") + ": review the findings below"
  }
}

extension Renewal.Source {
  /// The source as a noun phrase.
  var noun: String {
    switch self {
    case .certificate: "a certificate"
    case .csr: "a CSR"
    case .order: "an order form"
    }
  }
}
