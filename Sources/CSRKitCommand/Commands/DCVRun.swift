// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Calendar
import DCV
import SystemBridge

/// One run of `dcv` over all inputs.
struct DCVRun {
  let options: DCVCommand
  private let inspector: Inspector
  private let day: CalendarDate

  init(options: DCVCommand) {
    self.options = options
    day = options.asOf ?? CalendarDate(daysSinceEpoch: Process.secondsSinceEpoch / 86_400)
    inspector = Inspector(asOf: day)
  }

  func status() -> Status {
    let value: UniqueValue?
    do throws(UniqueValueError) {
      value = try options.uniqueValue.map { text throws(UniqueValueError) in
        text == "auto" ? UniqueValue.random() : try UniqueValue(text)
      }
    } catch {
      Terminal.error("--unique-value: \(error)")
      return .usage
    }
    guard let names = Input.names(options.files) else {
      Terminal.error("no input: name a file, or pipe a request in")
      Terminal.hint("csrkit dcv --help shows examples")
      return .usage
    }
    var worst = Status.success
    var output = PlanOutput(options: options)
    for name in names {
      do throws(Input.Failure) {
        let input = try Input(name)
        worst = max(worst, handle(inspector.inspect(input.bytes, name: name), value, &output))
      } catch {
        Terminal.error(error.message)
        worst = max(worst, .cannotRead)
      }
    }
    output.finish()
    return worst
  }

  private func handle(_ inspection: Inspection, _ value: UniqueValue?, _ output: inout PlanOutput) -> Status {
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
      worst = max(worst, plan(report, value, &output))
    }
    return worst
  }

  private func plan(_ report: RequestReport, _ value: UniqueValue?, _ output: inout PlanOutput) -> Status {
    do {
      let plan = try inspector.plan(
        report, names: options.domain.isEmpty ? nil : options.domain,
        choice: options.method.map(MethodChoice.common) ?? .automatic, uniqueValue: value)
      try output.add(plan)
      if let root = options.write {
        let outcome = try WebRootFile(root: root).write(plan.token)
        Terminal.hint("\(outcome.rawValue) \(root)/\(plan.token.path)")
      }
      return plan.impossible.isEmpty ? .success : .findings
    } catch let error as WebRootError {
      Terminal.error("\(error)")
      return .cannotRead
    } catch {
      Terminal.error("\(report.source.name): \(error)")
      return .refused
    }
  }
}

/// Prints plans in one of the formats as they come.
struct PlanOutput {
  let options: DCVCommand
  private var writer = JSONWriter()
  private var count = 0

  init(options: DCVCommand) { self.options = options }

  mutating func add(_ plan: ValidationPlan) throws {
    switch options.format {
    case .text:
      let style = Style(usesColor: Terminal.usesColor(noColor: options.noColor))
      Terminal.print((count == 0 ? "" : "\n") + plan.text(style: style))
    case .json, .jsonl:
      writer.reset()
      plan.write(to: &writer)
      if options.format == .json { Terminal.print(count == 0 ? "" : "\n") }
      Terminal.print(options.format == .jsonl ? writer.text + "\n" : writer.text)
    case .zone, .bind, .nginx, .apache, .route53, .csv:
      guard let form = Deployment(rawValue: options.format.rawValue) else { return }
      let deployment = DeploymentOptions(
        zone: options.zone, ttl: options.ttl, webRoot: options.write ?? "/var/www/html")
      Terminal.print(try form.text(of: plan, options: deployment))
    }
    count += 1
  }

  func finish() {
    if options.format == .json { Terminal.print("\n") }
  }
}
