// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKit

/// One run of `ledger record` or `ledger check` over all inputs.
struct LedgerRun {
  let tokens: TokenOptions
  let place: LedgerOptions

  func status(_ ask: (any TokenLedger, TokenKey) throws(LedgerError) -> LedgerReport) -> Status {
    let value: UniqueValue?
    do throws(UniqueValueError) {
      value = try tokens.uniqueValue.map { text throws(UniqueValueError) in try UniqueValue(text) }
    } catch {
      Terminal.error("--unique-value: \(error)")
      return .usage
    }
    guard let names = Input.names(tokens.files) else {
      Terminal.error("no input: name a file, or pipe a request in")
      return .usage
    }
    guard let ledger = place.openOrPrintError() else { return .cannotRead }
    let inspector = Inspector()
    var worst = Status.success
    for name in names {
      do throws(Input.Failure) {
        let input = try Input(name)
        worst = max(worst, handle(inspector.inspect(input.bytes, name: name, on: .today), value, ledger, ask))
      } catch {
        Terminal.error(error.message)
        worst = max(worst, .cannotRead)
      }
    }
    return worst
  }

  private func handle(
    _ inspection: Inspection, _ value: UniqueValue?, _ ledger: any TokenLedger,
    _ ask: (any TokenLedger, TokenKey) throws(LedgerError) -> LedgerReport
  ) -> Status {
    guard !inspection.reports.isEmpty else {
      Terminal.error("\(inspection.name): \(inspection.explanation.message)")
      return .noRequest
    }
    var worst = Status.success
    for report in inspection.reports {
      do throws(LedgerError) {
        let answer = try ask(ledger, TokenKey(report.token(uniqueValue: value)))
        print(answer)
        if answer.isKnown { worst = max(worst, .refused) }
      } catch {
        Terminal.error("\(error)")
        worst = max(worst, .cannotRead)
      }
    }
    return worst
  }

  private func print(_ report: LedgerReport) {
    guard tokens.format != .text else { return Terminal.print(report.text + "\n") }
    var writer = JSONWriter()
    report.write(to: &writer)
    Terminal.print(writer.text + "\n")
  }
}

/// One run of `ledger list`.
struct LedgerListing {
  let format: OutputFormat
  private static let page = 500

  func status(_ ledger: any TokenLedger) -> Status {
    var last: Int64 = 0
    var isFirst = true
    if format == .json { Terminal.print("[") }
    while true {
      do throws(LedgerError) {
        let rows = try ledger.rows(after: last, limit: LedgerListing.page)
        guard let end = rows.last else { break }
        for row in rows { print(row.entry, isFirst: &isFirst) }
        last = end.number
      } catch {
        Terminal.error("\(error)")
        return .cannotRead
      }
    }
    if format == .json { Terminal.print("]\n") }
    return .success
  }

  private func print(_ entry: LedgerEntry, isFirst: inout Bool) {
    defer { isFirst = false }
    guard format != .text else {
      let fields = [
        LedgerTime.text(entry.time), entry.key.sha256, entry.key.uniqueValue?.text ?? "-",
        entry.reference?.debugDescription ?? "-",
      ]
      return Terminal.print(fields.joined(separator: "\t") + "\n")
    }
    var writer = JSONWriter()
    LedgerReport(key: entry.key, entry: entry, isKnown: true).write(to: &writer)
    Terminal.print((format == .json && !isFirst ? "," : "") + writer.text + (format == .jsonl ? "\n" : ""))
  }
}
