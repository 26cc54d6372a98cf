// SPDX-License-Identifier: Apache-2.0
package import ArgumentParser

/// The options of `csrkit dcv probe`, which it passes to the companion program.
package struct ProbeArguments: ParsableArguments {
  package enum Format: String, Choice, Sendable {
    case text, json, jsonl
  }

  @Option(
    help: ArgumentHelp(
      "A resolver to query; may be repeated. Without one, resolve from the root.", valueName: "address[@port]"))
  package var resolver: [String] = []

  @Flag(help: "Connect to private and loopback addresses too.")
  package var allowPrivate = false

  @Option(
    help: ArgumentHelp("A proxy for HTTP; proxy settings of the environment are not used.", valueName: "url"))
  package var proxy: String?

  @Option(help: ArgumentHelp("The time limit of one HTTP request or DNS query.", valueName: "seconds"))
  package var timeout = 20

  @Option(help: ArgumentHelp("How many names to probe at the same time.", valueName: "number"))
  package var jobs = 16

  @Flag(inversion: .prefixedNo, help: "Check CAA records.")
  package var caa = true

  @Flag(inversion: .prefixedNo, help: "Query the zones' own name servers too.")
  package var zoneServers = true

  @Option(help: ArgumentHelp("The value that the CA has sent for DNSTXT_RANDOM_VALUE.", valueName: "text"))
  package var txtValue: String?

  @Flag(help: "Probe again until all names are ready.")
  package var watch = false

  @Option(help: ArgumentHelp("The time between two probes with --watch.", valueName: "seconds"))
  package var interval = 30

  @Option(help: ArgumentHelp("The time after which --watch gives up.", valueName: "seconds"))
  package var giveUp = 86_400

  @Option(help: "How to print: text for people, json or jsonl for programs.")
  package var format = Format.text

  /// Pairs `port=port`: where connections to a port are made instead; for tests.
  @Option(
    help: ArgumentHelp("Where connections to a port are made instead.", valueName: "port=port", visibility: .hidden))
  package var connect: [String] = []

  /// For tests.
  @Option(help: ArgumentHelp("The port of the zones' own name servers.", visibility: .hidden))
  package var nameServerPort = 53

  /// For tests.
  @Option(help: ArgumentHelp("A trust anchor instead of the root's.", visibility: .hidden))
  package var trustAnchor: [String] = []

  package init() {}

  package func validate() throws {
    guard (1...600).contains(timeout), (1...256).contains(jobs), interval >= 1, giveUp >= 1 else {
      throw ValidationError("--timeout is 1 to 600, --jobs 1 to 256, --interval and --give-up are at least 1")
    }
  }

  /// The options as words of a command line; `=` precedes each value, so that none is read as an option.
  package var words: [String] {
    let texts = [
      ("proxy", proxy), ("timeout", "\(timeout)"), ("jobs", "\(jobs)"), ("txt-value", txtValue),
      ("interval", "\(interval)"), ("give-up", "\(giveUp)"), ("format", format.rawValue),
      ("name-server-port", "\(nameServerPort)"),
    ]
    let lists = [("resolver", resolver), ("connect", connect), ("trust-anchor", trustAnchor)]
    let flags = [
      ("allow-private", allowPrivate), ("no-caa", !caa), ("no-zone-servers", !zoneServers), ("watch", watch),
    ]
    return texts.compactMap { name, value in value.map { "--\(name)=\($0)" } }
      + lists.flatMap { name, values in values.map { "--\(name)=\($0)" } }
      + flags.filter(\.1).map { "--\($0.0)" }
  }
}
