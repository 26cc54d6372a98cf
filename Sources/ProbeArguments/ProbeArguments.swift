// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser

/// How csrkit-probe looks: its options, which `csrkit dcv probe` reads too and hands on.
public struct ProbeArguments: ParsableArguments {
  /// How reports are printed.
  public enum Format: String, Choice, Sendable {
    case text, json, jsonl
  }

  /// Resolvers to ask, `address` or `address@port`; none asks from the root down.
  @Option(
    help: ArgumentHelp(
      "A resolver to ask; may be repeated. Without one, from the root down.", valueName: "address[@port]"))
  public var resolver: [String] = []

  /// Whether private and loopback addresses are connected to.
  @Flag(help: "Connect to private and loopback addresses too.")
  public var allowPrivate = false

  /// A proxy for the files, as a URL.
  @Option(help: ArgumentHelp("A proxy for the files; the environment's proxies are not used.", valueName: "url"))
  public var proxy: String?

  /// The longest time for one fetch or one question, in seconds.
  @Option(help: ArgumentHelp("The longest time for one fetch or one question.", valueName: "seconds"))
  public var timeout = 20

  /// How many names are looked at at once.
  @Option(help: ArgumentHelp("How many names to look at at once.", valueName: "number"))
  public var jobs = 16

  /// Whether CAA records are checked.
  @Flag(inversion: .prefixedNo, help: "Check CAA records.")
  public var caa = true

  /// Whether the zones' own name servers are asked.
  @Flag(inversion: .prefixedNo, help: "Ask the zones' own name servers too.")
  public var zoneServers = true

  /// The value that the CA has sent for DNSTXT_RANDOM_VALUE.
  @Option(help: ArgumentHelp("The value that the CA has sent for DNSTXT_RANDOM_VALUE.", valueName: "text"))
  public var txtValue: String?

  /// Whether to look again until all are ready.
  @Flag(help: "Look again until all are ready.")
  public var watch = false

  /// The time between two looks, in seconds.
  @Option(help: ArgumentHelp("The time between two looks.", valueName: "seconds"))
  public var interval = 30

  /// The time after which to watch no longer, in seconds.
  @Option(help: ArgumentHelp("The time after which to watch no longer.", valueName: "seconds"))
  public var giveUp = 86_400

  /// How reports are printed.
  @Option(help: "How to print: text for people, json or jsonl for programs.")
  public var format = Format.text

  /// Pairs `port=port`: where connections to a port really go.
  @Option(
    help: ArgumentHelp("Where connections to a port really go.", valueName: "port=port", visibility: .hidden))
  public var connect: [String] = []

  /// The port of the zones' own servers.
  @Option(help: ArgumentHelp("The port of the zones' own servers.", visibility: .hidden))
  public var nameServerPort = 53

  /// Trust anchors instead of the root's.
  @Option(help: ArgumentHelp("A trust anchor instead of the root's.", visibility: .hidden))
  public var trustAnchor: [String] = []

  /// The usual ways.
  public init() {}

  /// Refuses numbers out of their range.
  public func validate() throws {
    guard (1...600).contains(timeout), (1...256).contains(jobs), interval >= 1, giveUp >= 1 else {
      throw ValidationError("--timeout is 1 to 600, --jobs 1 to 256, --interval and --give-up are at least 1")
    }
  }

  /// The options as words of a command line; a value stands behind `=`, so that it is never taken for an option.
  public var words: [String] {
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
