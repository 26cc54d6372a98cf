// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKit
import OpenSSLBridge

/// Makes the plans that the options ask for, one request after another.
struct PlanMaker {
  let question: PlanQuestion
  private let choice: UniqueValueChoice
  private let ledger: (any TokenLedger)?

  init(options: PlanOptions, ledger: (any TokenLedger)?) throws(OrderOptions.Failure) {
    question = try options.question()
    choice = try options.uniqueValueChoice(in: question)
    self.ledger = ledger
  }

  /// The plan of a request, with the uniqueValue that the ledger leaves or proposes.
  func plan(
    _ report: RequestReport, _ inspector: Inspector, on day: CalendarDate
  ) throws(OrderOptions.Failure) -> ValidationPlan {
    var question = question
    question.uniqueValue = try uniqueValue(for: report)
    do throws(PlanningError) {
      return try inspector.plan(report, for: question, on: day)
    } catch .noNames {
      throw OrderOptions.Failure(message: "\(PlanningError.noNames); give them with --domain", status: .refused)
    } catch {
      throw OrderOptions.Failure(message: "\(error)", status: .refused)
    }
  }

  /// Which ways of ordering again with a request fit it.
  func reuse(of report: RequestReport) throws(OrderOptions.Failure) -> ReuseReport {
    do throws(LedgerError) {
      return ReuseReport(report, uses: try ledger?.entries(ofRequest: report.sha256.hex()))
    } catch {
      throw OrderOptions.Failure(message: "\(error)", status: .cannotRead)
    }
  }

  private func uniqueValue(for report: RequestReport) throws(OrderOptions.Failure) -> UniqueValue? {
    let proposal: UniqueValueProposal
    do throws(LedgerError) {
      proposal = try ledger?.proposal(forRequest: report.sha256.hex(), choice) ?? .unused(choice.value)
    } catch {
      throw OrderOptions.Failure(message: "\(error)", status: .cannotRead)
    }
    switch proposal {
    case .unused(let value): return value
    case .replaced(let value, let last):
      Terminal.hint(
        "\(report.source.name): ordered before, \(PlanMaker.use(last)); the fresh uniqueValue \(value) makes it unique")
      return value
    case .reused(let entry):
      throw OrderOptions.Failure(
        message: "this token was ordered before, \(PlanMaker.use(entry)); the CA will answer "
          + "\(LedgerReport.errorCode), \(LedgerReport.errorMessage) Take --unique-value auto, or see --explain-reuse",
        status: .refused)
    }
  }

  private static func use(_ entry: LedgerEntry) -> String {
    "at \(LedgerTime.text(entry.time))" + (entry.reference.map { " for \($0.debugDescription)" } ?? "")
  }
}
