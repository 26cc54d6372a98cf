// SPDX-License-Identifier: Apache-2.0

/// How to look.
public struct ProbeOptions: Sendable, Hashable {
  /// Resolvers to ask, `address` or `address@port`; none means to ask from the root down, as the CA does.
  public var resolvers: [String] = []
  /// Whether addresses that are not reachable from everywhere may be connected to and asked.
  public var allowsPrivate = false
  /// Whether the zone's own name servers are asked for CNAME records too.
  public var asksZoneServers = true
  /// Whether CAA is checked.
  public var checksCAA = true
  /// A proxy for files; none unless given.
  public var proxy: String?
  /// Milliseconds for one connection.
  public var connectMilliseconds = 10_000
  /// Milliseconds for one fetch or one question; all those of one name have three times as many.
  public var milliseconds = 20_000
  /// How many names are looked at at once.
  public var concurrency = 16
  /// Where connections to a port really go; for servers of tests.
  public var ports: [Int: Int] = [:]
  /// Where connections to an address really go; for servers of tests.
  public var hosts: [String: String] = [:]
  /// The port of the zones' own servers; other than 53 for servers of tests.
  public var nameServerPort = 53
  /// Trust anchors instead of the root's; for zones of tests.
  public var trustAnchors: [String]?

  /// When all that is asked for a name must be answered.
  var end: ContinuousClock.Instant?

  /// The usual ways.
  public init() {}

  /// The options for one name, from now on.
  func forOneName() -> ProbeOptions {
    var options = self
    options.end = .now + .milliseconds(3 * milliseconds)
    return options
  }

  /// Milliseconds for the next fetch or question.
  var remaining: Int {
    guard let end else { return milliseconds }
    let (seconds, attoseconds) = (end - .now).components
    return min(milliseconds, max(1, Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)))
  }
}
