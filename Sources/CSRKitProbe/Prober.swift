// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
internal import Dispatch
internal import ProbeBridge
internal import Synchronization

/// Checks what is published for the names of a validation plan, as the CA will.
///
/// ```swift
/// let reports = try await Prober().probe(plan)
/// for report in reports where report.verdict != .ready { print(report.name, report.findings.map(\.message)) }
/// ```
///
/// A prober connects to the web servers and queries the name servers of the plan's names, and stores nothing. One value
/// can be shared by all tasks.
public struct Prober: Sendable {
  /// The settings.
  public let options: ProbeOptions

  /// Creates a prober.
  public init(_ options: ProbeOptions = ProbeOptions()) {
    self.options = options
  }

  /// Probes every name of a plan; the reports have the order of ``ValidationPlan/names``.
  ///
  /// The work runs on up to ``ProbeOptions/concurrency`` separate threads, each with a resolver, an HTTP handle and a
  /// body of at most 8 KiB; no thread of the caller's executor is blocked.
  ///
  /// - Parameter txtValue: the value that the CA has sent for DNSTXT_RANDOM_VALUE; without it a TXT record is doubtful.
  /// - Throws: `CancellationError` if the task is cancelled; pending queries end at their time limit.
  public func probe(
    _ plan: ValidationPlan, txtValue: String? = nil
  ) async throws(CancellationError) -> [ProbeReport] {
    let views = ResolverViews(plan.names.map { ProbeTarget($0, txtValue: txtValue) }, options)
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        views.start().notify(queue: .global()) { continuation.resume() }
      }
    } onCancel: {
      views.stop()
    }
    guard let reports = views.reports else { throw CancellationError() }
    return reports
  }

  /// Probes targets and blocks the calling thread; the reports have the order of the targets.
  package func run(_ targets: [ProbeTarget]) -> [ProbeReport] {
    let views = ResolverViews(targets, options)
    views.start().wait()
    return views.reports ?? []
  }
}

/// The same look through each of several resolvers, in parallel, and what differs between them.
private struct ResolverViews: Sendable {
  private let works: [(resolver: String, work: ProbeWork)]

  init(_ targets: [ProbeTarget], _ options: ProbeOptions) {
    guard options.resolvers.count > 1 else {
      works = [("", ProbeWork(targets, options))]
      return
    }
    works = options.resolvers.map { resolver in
      var single = options
      single.resolvers = [resolver]
      single.concurrency = max(1, options.concurrency / options.resolvers.count)
      return (resolver, ProbeWork(targets, single))
    }
  }

  /// Starts the threads; the group is left when all have returned.
  func start() -> DispatchGroup {
    let group = DispatchGroup()
    for (_, work) in works { work.start(in: group) }
    return group
  }

  /// No further target is taken.
  func stop() { for (_, work) in works { work.stop() } }

  /// The reports, nil when the work was stopped before its end.
  var reports: [ProbeReport]? {
    let views = works.compactMap { resolver, work in work.reports.map { (resolver: resolver, reports: $0) } }
    guard let first = views.first, views.count == works.count else { return nil }
    guard views.count > 1 else { return first.reports }
    return first.reports.indices.map { index in
      ResolverViews.merged(views.map { ($0.resolver, $0.reports[index]) })
    }
  }

  /// The worst report, with what the other resolvers see if it differs.
  private static func merged(_ views: [(resolver: String, report: ProbeReport)]) -> ProbeReport {
    let ranks: [ProbeReport.Verdict] = [.ready, .doubtful, .notReady]
    let worst = views.max { left, right in
      (ranks.firstIndex(of: left.report.verdict) ?? 0) < (ranks.firstIndex(of: right.report.verdict) ?? 0)
    }
    guard let worst else { return views[0].report }
    guard Set(views.map { $0.report.findings.map(\.kind) }).count > 1 else { return worst.report }
    let seen = views.map { resolver, report in
      let reason = report.findings.max { $0.severity < $1.severity }
      return "\(resolver): " + (report.verdict == .ready ? "ready" : reason?.message ?? "not ready")
    }
    let difference = ProbeFinding(
      .warning, .dnsDifferent, "the resolvers differ; " + seen.joined(separator: "; "),
      fix:
        "wait until the time to live of the old records has passed; if the difference stays, compare the zone's views")
    return ProbeReport(
      name: worst.report.name, isOptional: worst.report.isOptional, findings: worst.report.findings + [difference])
  }
}

/// The targets of one run, taken one after another by several threads.
private final class ProbeWork: Sendable {
  private struct State {
    var next = 0
    var reports: [ProbeReport?]
    var failure: DNSFailure?

    mutating func take() -> Int? {
      guard next < reports.count else { return nil }
      next += 1
      return next - 1
    }
  }

  private let targets: [ProbeTarget]
  private let options: ProbeOptions
  private let state: Mutex<State>

  init(_ targets: [ProbeTarget], _ options: ProbeOptions) {
    self.targets = targets
    self.options = options
    state = Mutex(State(reports: Array(repeating: nil, count: targets.count)))
  }

  /// Starts the threads, which leave the group when they return.
  func start(in group: DispatchGroup) {
    for number in 0..<max(1, min(options.concurrency, targets.count, 256)) {
      DispatchQueue(label: "csrkit.probe.\(number)").async(group: group) { self.work() }
    }
  }

  /// No further target is taken.
  func stop() { state.withLock { $0.next = $0.reports.count } }

  /// The reports; nil if the work was stopped early.
  var reports: [ProbeReport]? {
    state.withLock { state in
      // Only when no thread could be set up are targets left.
      if let failure = state.failure {
        while let index = state.take() {
          state.reports[index] = targets[index].report([ProbeWork.finding(failure)])
        }
      }
      let reports = state.reports.compactMap(\.self)
      return reports.count == targets.count ? reports : nil
    }
  }

  private func work() {
    do throws(DNSFailure) {
      guard let curl = CurlHandle() else { throw .resolver("libcurl cannot be initialized") }
      let resolver = try UnboundResolver.make(settings)
      while let index = state.withLock({ $0.take() }) {
        let found = targets[index].findings(NameOptions(options), resolver, curl)
        state.withLock { $0.reports[index] = targets[index].report(found) }
      }
    } catch {
      state.withLock { $0.failure = error }
    }
  }

  private var settings: ResolverSettings {
    var settings = ResolverSettings()
    settings.forwarders = options.resolvers
    settings.asksLocalhost = options.allowsPrivateAddresses || !options.resolvers.isEmpty
    if let anchors = options.trustAnchors { settings.trustAnchors = anchors }
    return settings
  }

  private static func finding(_ failure: DNSFailure) -> ProbeFinding {
    let reason =
      switch failure {
      case .timeLimit: "time limit"
      case .resolver(let text): text
      }
    return ProbeFinding(
      .error, .dnsResolver, "the resolver cannot be set up: \(reason)",
      fix: "check the resolver's address: --resolver address[@port]")
  }
}
