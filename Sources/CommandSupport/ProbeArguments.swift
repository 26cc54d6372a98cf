// SPDX-License-Identifier: Apache-2.0
package import ArgumentParser

/// The options of `csrkit dcv probe`, which it passes to the companion program.
package struct ProbeArguments: ParsableArguments {
  package enum Format: String, Choice, Sendable {
    case text, json, jsonl
  }

  @Option(
    help: ArgumentHelp(
      "A resolver to use (default: resolve from the root); several are compared.", valueName: "address[@port]"))
  package var resolver: [String] = []

  @Flag(help: "Also connect to private and loopback addresses.")
  package var allowPrivate = false

  @Option(
    help: ArgumentHelp("An HTTP proxy; proxy variables of the environment are ignored.", valueName: "url"))
  package var proxy: String?

  @Option(help: ArgumentHelp("The time limit for an HTTP request or DNS query.", valueName: "seconds"))
  package var timeout = 20

  @Option(help: ArgumentHelp("The number of names to probe at the same time.", valueName: "number"))
  package var jobs = 16

  @Flag(inversion: .prefixedNo, help: "Check CAA records.")
  package var caa = true

  @Flag(inversion: .prefixedNo, help: "Also query the name servers of the zones.")
  package var zoneServers = true

  @Option(help: ArgumentHelp("The value that the CA sent for DNSTXT_RANDOM_VALUE.", valueName: "text"))
  package var txtValue: String?

  @Flag(help: "Repeat the probe until all names are ready.")
  package var watch = false

  @Option(help: ArgumentHelp("The interval between probes with --watch.", valueName: "seconds"))
  package var interval = 30

  @Option(help: ArgumentHelp("The time limit of --watch.", valueName: "seconds"))
  package var giveUp = 86_400

  @Option(help: "The output format.")
  package var format = Format.text

  /// Pairs `port=port` that redirect connections to another port, for tests.
  @Option(
    help: ArgumentHelp("Redirect connections from one port to another.", valueName: "port=port", visibility: .hidden))
  package var connect: [String] = []

  /// The day of `--as-of`.
  @Option(help: ArgumentHelp("The day whose rules apply.", valueName: "YYYY-MM-DD", visibility: .hidden))
  package var day: String?

  /// For tests.
  @Option(help: ArgumentHelp("The port of the name servers of the zones.", visibility: .hidden))
  package var nameServerPort = 53

  /// For tests.
  @Option(help: ArgumentHelp("A trust anchor to use instead of the root's.", visibility: .hidden))
  package var trustAnchor: [String] = []

  package init() {}

  package func validate() throws {
    guard (1...600).contains(timeout), (1...256).contains(jobs), interval >= 1, giveUp >= 1 else {
      throw ValidationError(
        "--timeout must be from 1 to 600, --jobs from 1 to 256, --interval and --give-up at least 1")
    }
  }

  /// The options as command-line arguments; each value follows a `=` so that it is never parsed as an option.
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
