// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AutoApplySSL
import CommandSupport
import CSRKit
import CSRKitBase
import Preflight

/// Text, JSON, or a format of ``Deployment`` with the same name.
enum PlanFormat: String, Choice {
  case text, json, jsonl
  case zone, bind
  case dnsPanel = "dns-panel"
  case nsupdate, dnscmd, powershell, route53, terraform
  case terraformCloudflare = "terraform-cloudflare"
  case cloudflare, powerdns, octodns, dnscontrol, nginx, apache, htaccess
  case webConfig = "web-config"
  case csv

  /// The format of the software that publishes the plan, or nil for text and JSON.
  var deployment: Deployment? { Deployment(rawValue: rawValue) }
}

struct DCVCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show the files and records that prove control of the names.",
    usage: "csrkit dcv plan [<option> ...] [<file> ...]",
    discussion: """
      With --product or --order, the names and methods come from the order, including names that the CA adds. With a \
      ledger, a request that was ordered before gets a new uniqueValue, and a token that was used before is refused.

      EXAMPLES:
        csrkit dcv request.pem
        csrkit dcv request.pem --method http --write /var/www/html
        csrkit dcv request.pem --method cname --format dns-panel
        csrkit dcv request.pem --method cname --format nsupdate | nsupdate -k key
        csrkit dcv request.pem --method cname --format nsupdate --undo
        csrkit dcv request.pem --order form.txt
        csrkit dcv request.pem --unique-value auto
        csrkit dcv request.pem --ledger tokens.sqlite --explain-reuse
      """)

  @Argument(help: ArgumentHelp("The requests; - or none for standard input.", valueName: "file"), completion: .file())
  var files: [String] = []

  @OptionGroup var plan: PlanOptions

  @OptionGroup var ledger: LedgerOptions

  @Flag(help: "Show how the request can be ordered again, instead of the plan.")
  var explainReuse = false

  @Option(
    help: ArgumentHelp("Write the validation file under this web root.", valueName: "folder"), completion: .directory)
  var write: String?

  @Option(help: "The output format.")
  var format: PlanFormat = .text

  @Option(
    help: ArgumentHelp(
      "The DNS zone of the records (default: the registrable domain); for formats with records.", valueName: "name"))
  var zone: String?

  @Option(help: ArgumentHelp("The time to live of the records.", valueName: "seconds"))
  var ttl = 300

  @Flag(help: "Show how to remove what the format publishes; with --write, delete the file.")
  var undo = false

  @Flag(help: "Do not use colors.")
  var noColor = false

  func validate() throws {
    if explainReuse, format.deployment != nil {
      throw ValidationError("--explain-reuse needs --format text, json or jsonl")
    }
    if zone != nil, format.deployment?.hasZone != true {
      let formats = Deployment.allCases.filter(\.hasZone).map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--zone needs a --format with relative names: \(formats)")
    }
    if undo, write == nil, format.deployment == nil || format == .csv {
      throw ValidationError("--undo needs --write or a --format that publishes, such as nsupdate or nginx")
    }
  }

  func run() throws {
    try DCVRun(options: self).status().exit()
  }
}

/// `csrkit dcv`, which prints the plan unless a subcommand follows.
struct DCVGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dcv",
    abstract: DCVCommand.configuration.abstract,
    usage: "csrkit dcv [<option> ...] [<file> ...]\ncsrkit dcv probe [<option> ...] [<file> ...]",
    discussion: DCVCommand.configuration.discussion + """


      For the options of the first form, run csrkit dcv plan --help.
      To check what is published, run csrkit dcv probe request.pem.
      """,
    subcommands: [DCVCommand.self, DCVProbe.self],
    defaultSubcommand: DCVCommand.self)
}

/// One run of `dcv` over all inputs.
struct DCVRun {
  let options: DCVCommand
  private let inspector = Inspector()

  init(options: DCVCommand) {
    self.options = options
  }

  private var day: CalendarDate { options.plan.date.day }

  func status() -> Status {
    let planner: Planner
    do {
      planner = try Planner(
        options: options.plan, ledger: try options.ledger.open(),
        defaultMethod: options.format.deployment?.containsRecords == true ? .cname : nil)
    } catch let failure as OrderOptions.Failure {
      Terminal.error(failure.message)
      return failure.status
    } catch {
      Terminal.error("\(error)")
      return .cannotRead
    }
    guard let inputs = PlanInput.all(options.files, for: planner.question) else {
      Terminal.error(Input.missing)
      Terminal.hint("for examples, run csrkit dcv --help")
      return .usage
    }
    var worst = Status.success
    var output = PlanOutput(options: options)
    for input in inputs {
      do throws(OrderOptions.Failure) {
        worst = max(worst, handle(inspector.inspect(try input.bytes(), name: input.name, on: day), planner, &output))
      } catch {
        Terminal.error(error.message)
        worst = max(worst, error.status)
      }
    }
    output.finish()
    return worst
  }

  private func handle(_ inspection: Inspection, _ planner: Planner, _ output: inout PlanOutput) -> Status {
    Warnings.print(for: inspection)
    var worst = Status.success
    for failure in inspection.failures {
      Terminal.error("invalid request in \(inspection.name): \(failure)", fix: failure.advice)
      worst = .noRequest
    }
    if inspection.isEmpty, inspection.failures.isEmpty {
      Terminal.error("no request in \(inspection.name): \(inspection.explanation.message)", fix: inspection.advice)
      return .noRequest
    }
    for report in inspection.requests {
      do throws(OrderOptions.Failure) {
        worst = max(worst, try printPlan(of: report, planner, &output))
      } catch {
        Terminal.error("\(report.source.name): \(error.message)")
        worst = max(worst, error.status)
      }
    }
    return worst
  }

  private func printPlan(
    of report: RequestReport, _ planner: Planner, _ output: inout PlanOutput
  ) throws(OrderOptions.Failure) -> Status {
    guard !options.explainReuse else {
      output.add(try planner.reuse(of: report))
      return .success
    }
    let plan = try planner.plan(report, inspector, on: day)
    let faults = faults(in: report, planner)
    do throws(DeploymentError) {
      if options.write != nil, plan.file == nil { throw .noFile }
      try output.add(plan, faults: faults)
    } catch {
      throw OrderOptions.Failure(message: "\(error)", status: .usage)
    }
    if let root = options.write { try changeFile(of: plan.token, below: root) }
    // The text contains both.
    if options.format != .text {
      for name in plan.invalidNames {
        Terminal.error("\(report.source.name): \(PlanningError.name(name.text, name.reason))")
      }
      for name in plan.names {
        guard let fault = faults[name.name.ascii] else { continue }
        Terminal.warning("\(report.source.name): \(name.name.ascii) cannot be certified: \(fault)")
      }
      if let warning = plan.warning { Terminal.warning("\(report.source.name): \(warning)") }
    }
    guard plan.invalidNames.isEmpty else { return .refused }
    let isComplete = plan.impossible.isEmpty && !plan.names.contains { faults[$0.name.ascii] != nil }
    return isComplete ? .success : .findings
  }

  /// Why names cannot be certified, by the name in ASCII.
  private func faults(in report: RequestReport, _ planner: Planner) -> [String: String] {
    let findings = planner.question.form.map { inspector.check(report, for: $0, on: day).findings } ?? report.findings
    var faults: [String: String] = [:]
    for finding in findings.flatMap({ [$0] + $0.consequences }) where finding.excludesName {
      guard let name = finding.concernedName, faults[name] == nil else { continue }
      faults[name] = finding.message
    }
    return faults
  }

  /// Writes or removes the validation file.
  private func changeFile(of token: RequestToken, below root: String) throws(OrderOptions.Failure) {
    let file = WebRootFile(root: root)
    do throws(WebRootError) {
      let outcome = options.undo ? try file.remove(token) : try file.write(token)
      Terminal.hint("\(outcome.rawValue) \(root)/\(token.path)")
    } catch {
      throw OrderOptions.Failure(message: "\(error)", status: .cannotRead)
    }
  }
}

/// Prints plans one by one in the chosen format.
struct PlanOutput: ~Copyable {
  let options: DCVCommand
  private let style: Style
  private var writer = JSONWriter()
  private var count = 0

  init(options: DCVCommand) {
    self.options = options
    style = Style(usesColor: Terminal.usesColor(noColor: options.noColor))
  }

  mutating func add(_ plan: ValidationPlan, faults: [String: String]) throws(DeploymentError) {
    if let form = options.format.deployment {
      let deployment = DeploymentOptions(
        zone: options.zone, ttl: options.ttl, webRoot: options.write ?? "/var/www/html", isRemoval: options.undo)
      Terminal.print(try form.text(of: plan, options: deployment))
      for record in form.omitted(from: plan, options: deployment) {
        Terminal.hint("outside the zone, not included: \(record.owner) CNAME \(record.target)")
      }
      count += 1
    } else {
      print(text: { plan.text(style: $0, faults: faults) }, json: plan.write)
    }
  }

  mutating func add(_ reuse: ReuseReport) {
    print(text: reuse.text, json: reuse.write)
  }

  private mutating func print(text: (Style) -> String, json: (inout JSONWriter) -> Void) {
    if options.format == .text {
      Terminal.print((count == 0 ? "" : "\n") + text(style))
    } else {
      writer.reset()
      json(&writer)
      if options.format == .json { Terminal.print(count == 0 ? "" : "\n") }
      Terminal.print(options.format == .jsonl ? writer.text + "\n" : writer.text)
    }
    count += 1
  }

  func finish() {
    if options.format == .json, count > 0 { Terminal.print("\n") }
  }
}
