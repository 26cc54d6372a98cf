// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKit

/// One run of `dcv` over all inputs.
struct DCVRun {
  let options: DCVCommand
  private let inspector = Inspector()

  init(options: DCVCommand) {
    self.options = options
  }

  private var day: CalendarDate { options.plan.judging.day }

  func status() -> Status {
    let maker: PlanMaker
    do {
      maker = try PlanMaker(options: options.plan, ledger: try options.place.open())
    } catch let failure as OrderOptions.Failure {
      Terminal.error(failure.message)
      return failure.status
    } catch {
      Terminal.error("\(error)")
      return .cannotRead
    }
    guard let inputs = PlanInput.all(options.files, for: maker.question) else {
      Terminal.error("no input: name a file, or pipe a request in")
      Terminal.hint("csrkit dcv --help shows examples")
      return .usage
    }
    var worst = Status.success
    var output = PlanOutput(options: options)
    for input in inputs {
      do throws(OrderOptions.Failure) {
        worst = max(worst, handle(inspector.inspect(try input.bytes(), name: input.name, on: day), maker, &output))
      } catch {
        Terminal.error(error.message)
        worst = max(worst, error.status)
      }
    }
    output.finish()
    return worst
  }

  private func handle(_ inspection: Inspection, _ maker: PlanMaker, _ output: inout PlanOutput) -> Status {
    Warnings.print(for: inspection)
    var worst = Status.success
    for failure in inspection.failures {
      Terminal.error("\(inspection.name): \(failure.error)")
      worst = .noRequest
    }
    if inspection.isEmpty, inspection.failures.isEmpty {
      Terminal.error("\(inspection.name): \(inspection.explanation.message)")
      return .noRequest
    }
    for report in inspection.reports {
      do throws(OrderOptions.Failure) {
        worst = max(worst, try answer(report, maker, &output))
      } catch {
        Terminal.error("\(report.source.name): \(error.message)")
        worst = max(worst, error.status)
      }
    }
    return worst
  }

  private func answer(
    _ report: RequestReport, _ maker: PlanMaker, _ output: inout PlanOutput
  ) throws(OrderOptions.Failure) -> Status {
    guard !options.explainReuse else {
      output.add(try maker.reuse(of: report))
      return .success
    }
    let plan = try maker.plan(report, inspector, on: day)
    do throws(DeploymentError) {
      if options.write != nil, plan.file == nil { throw .noFile }
      try output.add(plan)
    } catch {
      throw OrderOptions.Failure(message: "\(error)", status: .usage)
    }
    if let root = options.write {
      do throws(WebRootError) {
        let outcome = try WebRootFile(root: root).write(plan.token)
        Terminal.hint("\(outcome.rawValue) \(root)/\(plan.token.path)")
      } catch {
        throw OrderOptions.Failure(message: "\(error)", status: .cannotRead)
      }
    }
    return plan.impossible.isEmpty ? .success : .findings
  }
}
