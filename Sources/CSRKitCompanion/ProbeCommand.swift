// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import AutoApplySSL
internal import CommandSupport
internal import CSRKitBase
internal import CSRKitLedger
internal import CSRKitLedgerPostgreSQL
internal import CSRKitProbe
internal import SystemBridge

struct ProbeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dcv-probe",
    abstract: "Check the published files and records as the CA does.",
    discussion: """
      Reads a plan printed by csrkit, and reports for each name whether it is ready.

      EXAMPLES:
        csrkit dcv request.pem --format json | csrkit-companion dcv-probe

      EXIT STATUS:
        0   all names are ready; names that the CA adds are optional
        1   at least one name is doubtful
        2   at least one name is not ready
        64  invalid usage
        65  no plan in the input
      """)

  @Argument(help: "The plan; - for standard input.")
  var plan = "-"

  @OptionGroup var probe: ProbeArguments

  func run() throws {
    let targets = try targets()
    let reports = explained(ProbeWatch(prober: Prober(ProbeOptions(probe)), targets: targets).run(probe))
    let text =
      switch probe.format {
      case .text: reports.map(ProbeText.text).joined()
      case .json: ProbeText.json(reports, isPretty: true)
      case .jsonl: ProbeText.json(reports, isPretty: false)
      }
    try Stream.standardOutput().write(Array(text.utf8))
    let counted = reports.filter { !$0.isOptional }
    if counted.contains(where: { $0.verdict == .notReady }) { throw ExitCode(2) }
    if counted.contains(where: { $0.verdict == .doubtful }) { throw ExitCode(1) }
  }

  private func targets() throws -> [ProbeTarget] {
    do {
      return try ProbePlan.targets(try bytes(), txtValue: probe.txtValue)
    } catch {
      ProbeWatch.write("error: no plan in \(plan); give the output of csrkit dcv --format json")
      throw ExitCode(65)
    }
  }

  /// The reports with the orders that the ledger in CSRKIT_LEDGER has for tokens of other orders.
  private func explained(_ reports: [ProbeReport]) -> [ProbeReport] {
    guard reports.contains(where: { $0.findings.contains { $0.otherToken != nil } }),
      let text = Process.environment("CSRKIT_LEDGER"), !text.isEmpty
    else { return reports }
    do throws(LedgerError) {
      let ledger: any TokenLedger =
        switch LedgerLocation(text) {
        case .file(let path): try SQLiteLedger(path: path)
        case .postgreSQL(let uri): try PostgreSQLLedger(uri: uri)
        }
      var explained: [ProbeReport] = []
      for report in reports { explained.append(try report.explained(by: ledger)) }
      return explained
    } catch {
      ProbeWatch.write("warning: the ledger was not searched for earlier orders: \(error)")
      return reports
    }
  }

  private func bytes() throws -> [UInt8] {
    let stream = plan == "-" ? Stream.standardInput() : try Stream.reading(plan)
    var bytes: [UInt8] = []
    while true {
      let chunk = try stream.read(atMost: 1 << 16)
      if chunk.isEmpty { return bytes }
      bytes += chunk
      guard bytes.count <= ProbePlan.maximumOctets else { throw ProbePlan.Invalid() }
    }
  }
}

extension ProbeOptions {
  /// The options given on the command line.
  init(_ arguments: ProbeArguments) {
    self.init()
    resolvers = arguments.resolver
    allowsPrivateAddresses = arguments.allowPrivate
    proxy = arguments.proxy
    timeLimit = .seconds(arguments.timeout)
    concurrency = arguments.jobs
    checksCAA = arguments.caa
    day = arguments.day.flatMap { CalendarDate($0) }
    asksZoneServers = arguments.zoneServers
    nameServerPort = arguments.nameServerPort
    trustAnchors = arguments.trustAnchor.isEmpty ? nil : arguments.trustAnchor
    for pair in arguments.connect {
      let ports = pair.split(separator: "=").compactMap { Int($0) }
      if ports.count == 2 { self.ports[ports[0]] = ports[1] }
    }
  }
}

/// Probes once, or with `--watch` repeatedly until all names are ready.
struct ProbeWatch {
  let prober: Prober
  let targets: [ProbeTarget]

  /// The last report for each target, in order. Watching ends at the deadline; each pause is at least 1 s or lasts
  /// until then.
  func run(_ arguments: ProbeArguments) -> [ProbeReport] {
    let start = ContinuousClock.now
    let deadline = start + .seconds(arguments.giveUp)
    var reports = prober.run(targets)
    var count = 1
    while arguments.watch, let waiting = reports.first(where: { $0.verdict != .ready && !$0.isOptional }) {
      let remaining = deadline - .now
      guard remaining > .zero else { break }
      let pause = min(.seconds(arguments.interval), remaining)
      let ready = reports.count { $0.verdict == .ready }
      let reason = waiting.findings.first { $0.severity != .info }?.message ?? "no finding"
      let (seconds, fraction) = pause.components
      ProbeWatch.write(
        "\(ready) of \(reports.count) ready, next probe in \(seconds + (fraction > 0 ? 1 : 0)) s; "
          + "\(waiting.name): \(reason)")
      Process.sleep(for: pause)
      let positions = reports.indices.filter { reports[$0].verdict != .ready }
      for (position, report) in zip(positions, prober.run(positions.map { targets[$0] })) { reports[position] = report }
      count += 1
    }
    if arguments.watch { ProbeWatch.summarize(reports, probes: count, seconds: (.now - start).components.seconds) }
    return reports
  }

  private static func summarize(_ reports: [ProbeReport], probes: Int, seconds: Int64) {
    let optional = reports.count { $0.isOptional && $0.verdict != .ready }
    write(
      "\(reports.count { $0.verdict == .ready }) of \(reports.count) ready"
        + (optional > 0 ? ", \(optional) optional not ready" : "")
        + " after \(seconds) s and \(probes) \(probes == 1 ? "probe" : "probes")")
  }

  /// Writes a line to standard error.
  static func write(_ message: String) {
    try? Stream.standardError().write(Array("csrkit-companion: \(message)\n".utf8))
  }
}
