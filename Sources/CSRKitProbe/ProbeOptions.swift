// SPDX-License-Identifier: Apache-2.0
public import CSRKitBase

/// The settings of a ``Prober``.
public struct ProbeOptions: Sendable, Hashable {
  /// Resolvers to query, `address` or `address@port`; empty resolves from the root, as the CA does.
  public var resolvers: [String] = []
  /// Whether private and loopback addresses, which the CA cannot reach, are connected to.
  public var allowsPrivateAddresses = false
  /// Whether the zone's own name servers are queried for CNAME records too.
  public var asksZoneServers = true
  /// Whether CAA records are checked.
  public var checksCAA = true
  /// The day whose rules apply; nil applies all that are adopted.
  public var day: CalendarDate?
  /// The URL of a proxy for HTTP; nil connects directly, and the environment's proxy settings are not used.
  public var proxy: String?
  /// The time limit of one connection, at most ``timeLimit``.
  public var connectTimeLimit = Duration.seconds(10)
  /// The time limit of one HTTP request or DNS query, 1 ms to 10 min; all those of one name share three times as much.
  public var timeLimit = Duration.seconds(20)
  /// The number of names to probe at the same time, 1 to 256.
  public var concurrency = 16

  /// Redirects connections from one port to another; for test servers.
  package var ports: [Int: Int] = [:]
  /// Redirects connections from one address to another; for test servers.
  package var hosts: [String: String] = [:]
  /// The port of the zones' own servers; other than 53 for test servers.
  package var nameServerPort = 53
  /// Trust anchors instead of the root's; for test zones.
  package var trustAnchors: [String]?

  /// Resolves from the root, connects to public addresses only, and checks CAA.
  public init() {}
}

/// The options with the deadline of one name.
struct NameOptions {
  let options: ProbeOptions
  /// Milliseconds for one HTTP request or DNS query.
  private let limit: Int
  private let deadline: ContinuousClock.Instant

  /// The deadline counts from now.
  init(_ options: ProbeOptions) {
    self.options = options
    limit = NameOptions.milliseconds(options.timeLimit)
    deadline = .now + .milliseconds(3 * limit)
  }

  /// Milliseconds for one connection.
  var connectMilliseconds: Int { min(limit, NameOptions.milliseconds(options.connectTimeLimit)) }

  /// Milliseconds for the next request or query: 1 at least, as 0 means no limit to libcurl.
  var remaining: Int { min(limit, NameOptions.milliseconds(deadline - .now)) }

  /// A duration, limited to 1 ms to 10 min.
  private static func milliseconds(_ duration: Duration) -> Int {
    let (seconds, attoseconds) = min(max(duration, .milliseconds(1)), .seconds(600)).components
    return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
  }
}
