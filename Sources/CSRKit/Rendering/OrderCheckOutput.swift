// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
public import CSRKitBase
internal import KeyAudit
internal import Preflight

extension OrderCheck {
  /// The verdict and its reasons as text.
  package func text(style: Style) -> String {
    var table = Table(labelWidth: 14, style: style)
    table.add("Verdict", verdictLines(style))
    if let selection = effective.selection { table.add("Product", effective.productLine(selection.certificate)) }
    let names = effective.names.domains.map { $0.line(style) }
    table.add("Names", names.isEmpty ? [style.doubtful(isComplete ? "(none)" : "(none yet)")] : names)
    if effective.selection?.certificate.isMultiDomain == true {
      table.add("Common name", effective.names.commonName.map { visible($0) } ?? style.faint("none"))
    }
    table.add("Key audit", report.map { $0.auditLine(style) })
    let needs = needed
    table.add("Still needed", needs.map(neededLine))
    let contest = needs.lazy.compactMap(\.contest).first
    table.add(
      "Contested",
      contest.map { style.faint("\($0.source.title) requires them, \($0.contradiction.title) omit them") })
    let account = "the account, its credit and its permissions"
    table.add(
      "Not checked",
      (isComplete ? [account] : [account, "the rest of the order; to check it, use --order"]).map(style.faint))
    return style.strong(heading) + "\n" + table.text + FindingsText.text(findings, style: style)
  }

  private var heading: String {
    guard let source = report?.source else { return "csr" }
    return source.index == 0 ? visible(source.name) : "\(visible(source.name)) (request \(source.index + 1))"
  }

  private func verdictLines(_ style: Style) -> [String] {
    switch judgement.verdict {
    case .accepted: return [style.good("accepted") + ": no error or warning was found"]
    case .doubtful: return [style.doubtful("doubtful") + ": no error is predicted, but review the findings below"]
    case .refused:
      guard let predicted = judgement.predicted else { return [style.bad("refused")] }
      var lines = [
        style.bad("refused") + ": the CA will return \(predicted.errorCode) (\(predicted.certainty.name))",
        visible(predicted.errorMessage) + (predicted.errorDetail.map { " \($0)" } ?? ""),
      ]
      if !judgement.alternatives.isEmpty {
        lines.append("other possible errors: " + judgement.alternatives.map(String.init).joined(separator: ", "))
      }
      return lines
    }
  }

  private func neededLine(_ need: NeededParameter) -> String {
    let others = need.alternatives.map(\.spelling).joined(separator: " or ")
    return need.name.spelling + (others.isEmpty ? "" : " or \(others)") + (need.contest == nil ? "" : "  (contested)")
  }
}

extension OrderCheck {
  /// Writes the object of `csrkit check --format json`, schema 1.
  public func write(to writer: inout JSONWriter) { write(to: &writer, subject: nil) }

  /// Writes the same object for a record of a batch, with its id and position.
  func write(to writer: inout JSONWriter, subject: BatchSubject?) {
    writer.object { writer in
      writer.member(Key.id, encoded: subject?.id)
      writer.member(Key.schema, 1)
      if let report {
        report.source.write(to: &writer)
      } else if let subject {
        subject.writeSource(to: &writer)
      } else {
        writer.object(Key.source) { $0.member(Key.name, "csr") }
      }
      writer.member(Key.verdict, judgement.verdict.rawValue)
      writer.write(Key.predicted)
      if let predicted = judgement.predicted { predicted.write(to: &writer) } else { writer.null() }
      writer.array(Key.alternatives) { writer in
        for code in judgement.alternatives { writer.integer(code) }
      }
      let needed = neededParameters
      writer.array(Key.needed) { writer in
        for name in needed { writer.string(name.spelling) }
      }
      writer.array(Key.contested) { writer in
        for name in effective.contested(among: needed) { writer.string(name.spelling) }
      }
      if let report {
        writer.write(Key.keyAudit)
        report.keyVerdict.write(to: &writer)
      }
      writer.member(findings)
      writer.object(Key.effective) { effective.writeMembers(to: &$0) }
    }
  }
}

extension Prediction {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member(Key.errorCode, errorCode)
      writer.member(Key.errorMessage, errorMessage)
      writer.member(Key.errorItem, errorItem)
      writer.member(Key.errorDetail, errorDetail)
      writer.member(Key.certainty, certainty.name)
    }
  }
}
