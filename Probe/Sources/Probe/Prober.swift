// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CurlBridge
internal import Dispatch
internal import Synchronization
internal import UnboundBridge

/// Looks at many names at once.
public struct Prober: Sendable {
  private let options: ProbeOptions

  /// A prober that looks in this way.
  public init(_ options: ProbeOptions = .init()) {
    self.options = options
  }

  /// Looks at every name; the reports are in the order of the targets.
  ///
  /// Blocks. As many threads as ``ProbeOptions/concurrency`` says each hold one resolver, one HTTP handle and at most
  /// one body of 8 KiB.
  /// - Parameter progress: called with each report as it comes, on any thread, one at a time.
  public func run(
    _ targets: [ProbeTarget], progress: @escaping @Sendable (NameReport) -> Void = { _ in }
  ) -> [NameReport] {
    let state = Mutex(State(reports: Array(repeating: nil, count: targets.count)))
    let workers = max(1, min(options.concurrency, targets.count))
    let group = DispatchGroup()
    for number in 0..<workers {
      DispatchQueue(label: "csrkit.probe.\(number)").async(group: group) {
        work(targets, state, progress)
      }
    }
    group.wait()
    return state.withLock { $0.reports.compactMap { $0 } }
  }

  private struct State {
    var next = 0
    var reports: [NameReport?]

    mutating func take() -> Int? {
      guard next < reports.count else { return nil }
      next += 1
      return next - 1
    }
  }

  private static func setUp(_ options: ProbeOptions) -> ResolverSettings {
    var settings = ResolverSettings()
    settings.forwarders = options.resolvers
    settings.asksLocalhost = options.allowsPrivate || !options.resolvers.isEmpty
    if let anchors = options.trustAnchors { settings.trustAnchors = anchors }
    return settings
  }

  /// One thread's work: one name after another until none is left.
  private func work(
    _ targets: [ProbeTarget], _ state: borrowing Mutex<State>, _ progress: @Sendable (NameReport) -> Void
  ) {
    do throws(DNSFailure) {
      guard let curl = CurlHandle() else { throw .resolver("libcurl does not start") }
      let resolver = try UnboundResolver.make(Prober.setUp(options))
      while let index = state.withLock({ $0.take() }) {
        let found = NameProbe(target: targets[index], options: options.forOneName()).run(resolver, curl)
        Prober.finish(NameReport(name: targets[index].name.ascii, findings: found), index, state, progress)
      }
    } catch {
      let finding = ProbeFinding(.error, "dns.resolver", "the probe cannot be set up: \(error)", fix: "see --resolver")
      while let index = state.withLock({ $0.take() }) {
        Prober.finish(NameReport(name: targets[index].name.ascii, findings: [finding]), index, state, progress)
      }
    }
  }

  private static func finish(
    _ report: NameReport, _ index: Int, _ state: borrowing Mutex<State>, _ progress: @Sendable (NameReport) -> Void
  ) {
    state.withLock { state in
      state.reports[index] = report
      progress(report)
    }
  }
}
