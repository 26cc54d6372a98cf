// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import AutoApplySSL
internal import Foundation
internal import Probe
internal import ProbeArguments

@main
struct ProbeCommand: HouseCommand {
  static let configuration = CommandConfiguration(
    commandName: "csrkit-probe",
    abstract: "Looks at what is published for domain control validation, as the CA will.",
    discussion: """
      Reads the plan that csrkit prints, and tells for each name whether it is ready:

        csrkit dcv request.pem --format json | csrkit-probe
        csrkit dcv request.pem --format json | csrkit-probe --watch --give-up 3600

      Exit status: 0 all ready, 1 some doubtful, 2 some not ready, 64 usage, 65 no plan in the input.
      """)

  @Argument(help: "The plan, or - for standard input.")
  var plan = "-"

  @OptionGroup var look: ProbeArguments

  func run() throws {
    let targets = try read()
    let reports = Watch(prober: Prober(ProbeOptions(look)), targets: targets).run(look)
    try print(reports)
    if reports.contains(where: { $0.verdict == .notReady }) { throw ExitCode(2) }
    if reports.contains(where: { $0.verdict == .doubtful }) { throw ExitCode(1) }
  }

  private func print(_ reports: [NameReport]) throws {
    let text =
      switch look.format {
      case .text: reports.map(ReportText.text).joined()
      case .json: try ReportText.json(reports, isPretty: true)
      case .jsonl: try ReportText.json(reports, isPretty: false)
      }
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  private func read() throws -> [ProbeTarget] {
    do {
      let source = plan == "-" ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(fileURLWithPath: plan))
      let entries = try PlanDocument.entries(try source.readToEnd() ?? Data())
      guard !entries.isEmpty else { throw PlanMissing() }
      return try entries.map { try $0.target(txtValue: look.txtValue) }
    } catch {
      StandardError.say("csrkit-probe: error: no plan in the input; give what csrkit dcv --format json prints\n")
      throw ExitCode(65)
    }
  }

  private struct PlanMissing: Error {}
}
