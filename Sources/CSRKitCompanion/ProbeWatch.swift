// SPDX-License-Identifier: Apache-2.0
internal import CSRKitProbe
internal import CommandSupport
internal import SystemBridge

/// Probes once, or again and again until every name is ready.
struct ProbeWatch {
  let prober: Prober
  let targets: [ProbeTarget]

  /// The last report of each target, in their order. Watching ends at its deadline, as each pass waits 1 s or until then.
  func run(_ arguments: ProbeArguments) -> [ProbeReport] {
    let deadline = ContinuousClock.now + .seconds(arguments.giveUp)
    var reports = prober.run(targets)
    while arguments.watch, let waiting = reports.first(where: { $0.verdict != .ready }) {
      let rest = deadline - .now
      guard rest > .zero else { break }
      let pause = min(.seconds(arguments.interval), rest)
      let ready = reports.count { $0.verdict == .ready }
      let reason = waiting.findings.first { $0.severity != .info }?.message ?? "nothing was found"
      let (seconds, fraction) = pause.components
      ProbeWatch.say(
        "\(ready) of \(reports.count) ready, next probe in \(seconds + (fraction > 0 ? 1 : 0)) s; "
          + "\(waiting.name): \(reason)")
      Process.sleep(for: pause)
      let places = reports.indices.filter { reports[$0].verdict != .ready }
      for (place, report) in zip(places, prober.run(places.map { targets[$0] })) { reports[place] = report }
    }
    return reports
  }

  /// Writes a line to standard error.
  static func say(_ message: String) {
    try? Stream.standardError().write(Array("csrkit-companion: \(message)\n".utf8))
  }
}
