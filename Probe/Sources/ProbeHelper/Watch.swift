// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Probe
internal import ProbeArguments

/// Looks once, or again and again until every name is ready.
struct Watch {
  let prober: Prober
  let targets: [ProbeTarget]

  /// The last report of each target, in their order.
  func run(_ arguments: ProbeArguments) -> [NameReport] {
    let deadline = Date(timeIntervalSinceNow: TimeInterval(arguments.giveUp))
    var reports = prober.run(targets)
    while arguments.watch, let waiting = reports.first(where: { $0.verdict != .ready }) {
      let rest = deadline.timeIntervalSinceNow
      guard rest > 0 else { break }
      let ready = reports.filter { $0.verdict == .ready }.count
      let pause = min(TimeInterval(arguments.interval), rest)
      let reason = waiting.findings.first { $0.severity != .info }?.message ?? "nothing was found"
      StandardError.say(
        "csrkit-probe: \(ready) of \(reports.count) ready, looking again in \(Int(pause.rounded(.up))) s; "
          + "\(waiting.name): \(reason)\n")
      Thread.sleep(forTimeInterval: pause)
      let places = reports.indices.filter { reports[$0].verdict != .ready }
      for (place, report) in zip(places, prober.run(places.map { targets[$0] })) { reports[place] = report }
    }
    return reports
  }
}

/// Where progress and errors go.
enum StandardError {
  static func say(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

extension ProbeOptions {
  /// The options of the command line.
  init(_ arguments: ProbeArguments) {
    self.init()
    resolvers = arguments.resolver
    allowsPrivate = arguments.allowPrivate
    proxy = arguments.proxy
    milliseconds = arguments.timeout * 1000
    connectMilliseconds = min(10, arguments.timeout) * 1000
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
