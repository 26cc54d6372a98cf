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
    let work = ProbeWork(plan.names.map { ProbeTarget($0, txtValue: txtValue) }, options)
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        work.start().notify(queue: .global()) { continuation.resume() }
      }
    } onCancel: {
      work.stop()
    }
    guard let reports = work.reports else { throw CancellationError() }
    return reports
  }

  /// Probes targets and blocks the calling thread; the reports have the order of the targets.
  package func run(_ targets: [ProbeTarget]) -> [ProbeReport] {
    let work = ProbeWork(targets, options)
    work.start().wait()
    return work.reports ?? []
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

  /// Starts the threads; the group is left when all have returned.
  func start() -> DispatchGroup {
    let group = DispatchGroup()
    for number in 0..<max(1, min(options.concurrency, targets.count, 256)) {
      DispatchQueue(label: "csrkit.probe.\(number)").async(group: group) { self.work() }
    }
    return group
  }

  /// No further target is taken.
  func stop() { state.withLock { $0.next = $0.reports.count } }

  /// The reports; nil if the work was stopped early.
  var reports: [ProbeReport]? {
    state.withLock { state in
      // Only when no thread could be set up are targets left.
      if let failure = state.failure {
        while let index = state.take() {
          state.reports[index] = ProbeReport(name: targets[index].name.ascii, findings: [ProbeWork.finding(failure)])
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
        state.withLock { $0.reports[index] = ProbeReport(name: targets[index].name.ascii, findings: found) }
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
