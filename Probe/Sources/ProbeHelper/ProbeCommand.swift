// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import DCV
internal import Foundation
internal import Probe

@main
struct ProbeCommand: ParsableCommand {
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

  @Option(help: "A resolver to ask, ADDRESS or ADDRESS@PORT; may be repeated. Without one, from the root down.")
  var resolver: [String] = []

  @Flag(help: "Connect to private and loopback addresses too.")
  var allowPrivate = false

  @Option(help: "A proxy for the files; the environment's proxies are not used.")
  var proxy: String?

  @Option(help: "Seconds for one fetch or one question.")
  var timeout = 20

  @Option(help: "How many names to look at at once.")
  var jobs = 16

  @Flag(inversion: .prefixedNo, help: "Check CAA records.")
  var caa = true

  @Flag(inversion: .prefixedNo, help: "Ask the zones' own name servers too.")
  var zoneServers = true

  @Flag(help: "Look again until all are ready.")
  var watch = false

  @Option(help: "Seconds between two looks.")
  var interval = 30

  @Option(help: "Seconds after which to watch no longer.")
  var giveUp = 86_400

  @Option(help: "text or json.")
  var format = Format.text

  @Option(help: ArgumentHelp("PORT=PORT: where connections to a port really go.", visibility: .hidden))
  var connect: [String] = []

  @Option(help: ArgumentHelp("The port of the zones' own servers.", visibility: .hidden))
  var nameServerPort = 53

  @Option(help: ArgumentHelp("A trust anchor instead of the root's.", visibility: .hidden))
  var trustAnchor: [String] = []

  enum Format: String, ExpressibleByArgument {
    case text, json
  }

  func validate() throws {
    guard (1...600).contains(timeout), (1...256).contains(jobs), interval >= 1, giveUp >= 1 else {
      throw ValidationError("--timeout is 1 to 600, --jobs 1 to 256, --interval and --give-up are at least 1")
    }
  }

  func run() throws {
    let targets = try read()
    let prober = Prober(options)
    let deadline = Date(timeIntervalSinceNow: TimeInterval(giveUp))
    var reports = prober.run(targets)
    while watch, reports.contains(where: { $0.verdict != .ready }), Date() < deadline {
      let ready = reports.filter { $0.verdict == .ready }.count
      Self.say("csrkit-probe: \(ready) of \(reports.count) ready, looking again in \(interval) s\n")
      Thread.sleep(forTimeInterval: min(TimeInterval(interval), max(0, deadline.timeIntervalSinceNow)))
      let isReady = Set(reports.filter { $0.verdict == .ready }.map(\.name))
      let again = prober.run(targets.filter { !isReady.contains($0.name.ascii) })
      let fresh = Dictionary(again.map { ($0.name, $0) }) { first, _ in first }
      reports = reports.map { fresh[$0.name] ?? $0 }
    }
    let text = try format == .json ? ReportText.json(reports, isPretty: true) : reports.map(ReportText.text).joined()
    FileHandle.standardOutput.write(Data(text.utf8))
    if reports.contains(where: { $0.verdict == .notReady }) { throw ExitCode(2) }
    if reports.contains(where: { $0.verdict == .doubtful }) { throw ExitCode(1) }
  }

  private var options: ProbeOptions {
    var options = ProbeOptions()
    options.resolvers = resolver
    options.allowsPrivate = allowPrivate
    options.proxy = proxy
    options.milliseconds = timeout * 1000
    options.connectMilliseconds = min(10, timeout) * 1000
    options.concurrency = jobs
    options.checksCAA = caa
    options.asksZoneServers = zoneServers
    options.nameServerPort = nameServerPort
    options.trustAnchors = trustAnchor.isEmpty ? nil : trustAnchor
    for pair in connect {
      let ports = pair.split(separator: "=").compactMap { Int($0) }
      if ports.count == 2 { options.ports[ports[0]] = ports[1] }
    }
    return options
  }

  private func read() throws -> [ProbeTarget] {
    do {
      let source = plan == "-" ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(fileURLWithPath: plan))
      let entries = try PlanDocument.entries(try source.readToEnd() ?? Data())
      let targets = try entries.compactMap { try $0.target() }
      guard !entries.isEmpty else { throw PlanMissing() }
      for entry in entries where entry.http == nil && entry.cname == nil && entry.txt == nil {
        Self.say("csrkit-probe: hint: \(entry.name) by \(entry.method) leaves nothing to look at\n")
      }
      guard targets.isEmpty else { return targets }
    } catch {
      Self.say("csrkit-probe: error: no plan in the input; give what csrkit dcv --format json prints\n")
      throw ExitCode(65)
    }
    Self.say("csrkit-probe: error: no name of the plan is proven by a file or a record\n")
    throw ExitCode(65)
  }

  private struct PlanMissing: Error {}

  private static func say(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
