// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser
public import AutoApplySSL
import CSRKit
import CSRKitBase
import OpenSSLBridge

extension ValidationMethod: ExpressibleByArgument {
  /// A method by its short name or by its name in the API.
  public init?(argument: String) {
    guard let method = ValidationMethod(option: argument) ?? ValidationMethod(rawValue: argument) else { return nil }
    self = method
  }

  /// The short names.
  public static var allValueStrings: [String] { allCases.map(\.option) }
}

/// The common options of `dcv plan` and `dcv probe`.
struct PlanOptions: ParsableArguments {
  @Option(
    help: """
      The method for all names (default: the method of the order; without an order http, or cname for wildcards).
      """)
  var method: ValidationMethod?

  @Option(help: "The uniqueValue: up to 20 letters and digits, or auto for a new one.")
  var uniqueValue: String?

  @Option(help: ArgumentHelp("A name to use instead of those of the order; may be repeated.", valueName: "name"))
  var domain: [String] = []

  @OptionGroup var order: OrderOptions

  @OptionGroup var date: DayOption

  /// The part of the question that does not depend on the request.
  func question() throws(OrderOptions.Failure) -> PlanQuestion {
    var question = PlanQuestion()
    if order.isGiven { question.form = try order.form() }
    question.isComplete = order.order != nil
    question.names = domain.isEmpty ? nil : domain
    question.method = method
    return question
  }

  /// The choice of the uniqueValue, from the option or the order.
  func uniqueValueChoice(in question: PlanQuestion) throws(OrderOptions.Failure) -> UniqueValueChoice {
    if uniqueValue == "auto" { return .fresh }
    let given = question.form?[.uniqueValue].flatMap { $0.isEmpty ? nil : $0 }
    guard let text = uniqueValue ?? given else { return .none }
    do throws(UniqueValueError) {
      return .given(try UniqueValue(text))
    } catch {
      let origin = uniqueValue == nil ? "uniqueValue" : "--unique-value"
      throw OrderOptions.Failure(message: "invalid \(origin): \(error)", status: .usage)
    }
  }
}

/// Plans the proofs of control according to the options.
struct Planner {
  let question: PlanQuestion
  private let choice: UniqueValueChoice
  private let ledger: (any TokenLedger)?

  init(
    options: PlanOptions, ledger: (any TokenLedger)?, defaultMethod: ValidationMethod? = nil
  ) throws(OrderOptions.Failure) {
    var question = try options.question()
    question.defaultMethod = defaultMethod
    self.question = question
    choice = try options.uniqueValueChoice(in: question)
    self.ledger = ledger
  }

  /// The plan for a request, with the uniqueValue that the ledger accepts or proposes.
  func plan(
    _ report: RequestReport, _ inspector: Inspector, on day: CalendarDate
  ) throws(OrderOptions.Failure) -> ValidationPlan {
    var question = question
    question.uniqueValue = try uniqueValue(for: report)
    do throws(PlanningError) {
      return try inspector.plan(report, for: question, on: day)
    } catch .noNames {
      throw OrderOptions.Failure(message: "\(PlanningError.noNames); add --domain", status: .refused)
    } catch {
      throw OrderOptions.Failure(message: "\(error)", status: .refused)
    }
  }

  /// The ways to order again with a request.
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
        "\(report.source.name) was ordered before, \(Planner.use(last)); send the new uniqueValue \(value)"
      )
      return value
    case .reused(let entry):
      throw OrderOptions.Failure(
        message: "the request token was ordered before, \(Planner.use(entry)); predicted error "
          + "\(LedgerReport.errorCode): \(LedgerReport.errorMessage) Add --unique-value auto, or see --explain-reuse",
        status: .refused)
    }
  }

  private static func use(_ entry: LedgerEntry) -> String {
    "at \(LedgerTime.text(entry.time))" + (entry.reference.map { " for \($0.debugDescription)" } ?? "")
  }
}
