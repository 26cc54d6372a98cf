// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CSRKitProbe
internal import CommandSupport
internal import SystemBridge

struct ProbeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dcv-probe",
    abstract: "Probe what is published for domain control validation, as the CA will.",
    discussion: """
      Reads the plan that csrkit prints, and reports for each name whether it is ready:

        csrkit dcv request.pem --format json | csrkit-companion dcv-probe

      Exit status: 0 all ready, 1 some doubtful, 2 some not ready, 64 wrong usage,
      65 no plan in the input.
      """)

  @Argument(help: "The plan, or - for standard input.")
  var plan = "-"

  @OptionGroup var look: ProbeArguments

  func run() throws {
    let targets = try targets()
    let reports = ProbeWatch(prober: Prober(ProbeOptions(look)), targets: targets).run(look)
    let text =
      switch look.format {
      case .text: reports.map(ProbeText.text).joined()
      case .json: ProbeText.json(reports, isPretty: true)
      case .jsonl: ProbeText.json(reports, isPretty: false)
      }
    try Stream.standardOutput().write(Array(text.utf8))
    if reports.contains(where: { $0.verdict == .notReady }) { throw ExitCode(2) }
    if reports.contains(where: { $0.verdict == .doubtful }) { throw ExitCode(1) }
  }

  private func targets() throws -> [ProbeTarget] {
    do {
      return try ProbePlan.targets(try bytes(), txtValue: look.txtValue)
    } catch {
      ProbeWatch.say("error: no plan in the input; give what csrkit dcv --format json prints")
      throw ExitCode(65)
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
  /// The options of the command line.
  init(_ arguments: ProbeArguments) {
    self.init()
    resolvers = arguments.resolver
    allowsPrivateAddresses = arguments.allowPrivate
    proxy = arguments.proxy
    timeLimit = .seconds(arguments.timeout)
    concurrency = arguments.jobs
    checksCAA = arguments.caa
    asksZoneServers = arguments.zoneServers
    nameServerPort = arguments.nameServerPort
    trustAnchors = arguments.trustAnchor.isEmpty ? nil : arguments.trustAnchor
    for pair in arguments.connect {
      let ports = pair.split(separator: "=").compactMap { Int($0) }
      if ports.count == 2 { self.ports[ports[0]] = ports[1] }
    }
  }
}
