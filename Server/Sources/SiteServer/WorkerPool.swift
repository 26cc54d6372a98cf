// SPDX-License-Identifier: Apache-2.0
package import NIOCore
package import Site
internal import SystemBridge

/// Threads for work that may take long or never end.
///
/// A thread that is busy with one job for too long is abandoned: another thread replaces it immediately, and it exits when
/// its job ends. A job's future completes at its deadline at the latest.
package final class WorkerPool: Sendable {
  /// The limits of a pool.
  package struct Limits: Sendable {
    /// The number of threads that accept jobs.
    package var threads = Process.processorCount
    /// The maximum number of jobs that wait for a thread.
    package var queue = 1_024
    /// The number of abandoned threads at which the pool rejects further jobs.
    package var abandoned = 64
    /// The time after which a job's thread is abandoned.
    package var patience = TimeAmount.seconds(3)

    package init() {}
  }

  /// The load of a pool.
  package struct Load: Sendable, Equatable {
    /// Jobs that are running on threads of the pool.
    package var busy = 0
    /// Abandoned threads that are still busy.
    package var abandoned = 0
    /// Jobs that wait for a thread.
    package var queued = 0

    package init(busy: Int = 0, abandoned: Int = 0, queued: Int = 0) {
      self.busy = busy
      self.abandoned = abandoned
      self.queued = queued
    }
  }

  /// Why a job was not completed.
  package enum Refusal: Error {
    /// Its deadline passed.
    case timeout
    /// The queue is full, or too many threads are abandoned.
    case overloaded
  }

  package typealias Work = @Sendable () -> SiteResponse

  /// A job; its variables are accessed under the pool's monitor only.
  private final class Job {
    enum Stage { case queued, running, abandoned, timedOut }

    let work: Work
    let deadline: NIODeadline
    let promise: EventLoopPromise<SiteResponse>
    var stage = Stage.queued
    var thread: DetachedThread?
    /// The time at which its thread is abandoned.
    var patienceEnd = NIODeadline.distantFuture

    init(_ work: @escaping Work, until deadline: NIODeadline, _ promise: EventLoopPromise<SiteResponse>) {
      self.work = work
      self.deadline = deadline
      self.promise = promise
    }

    /// The time of its next check.
    var due: NIODeadline { stage == .running ? min(deadline, patienceEnd) : deadline }
  }

  private struct State {
    var queue = CircularBuffer<Job>()
    var running: [Job] = []
    /// Jobs on abandoned threads whose deadline has not passed yet.
    var overdue: [Job] = []
    /// Threads that accept jobs.
    var threads = 0
    var abandoned = 0
    var nextCheck = NIODeadline.distantFuture
    var isStopped = false

    /// The time of the next check. A job in the queue may start at any time; its patience begins then.
    func nextDue(_ now: NIODeadline, patience: TimeAmount) -> NIODeadline {
      let dues = [queue.lazy.map(\.due).min(), running.lazy.map(\.due).min(), overdue.lazy.map(\.due).min()]
      let soonest = dues.compactMap { $0 }.min() ?? .distantFuture
      return queue.isEmpty ? soonest : min(soonest, now + patience)
    }
  }

  private let limits: Limits
  private let monitor = Monitor(State())

  /// Creates a pool; its threads start with the first job.
  package init(_ limits: Limits) { self.limits = limits }

  package var load: Load {
    monitor.change(waking: .none) { state in
      Load(busy: state.running.count, abandoned: state.abandoned, queued: state.queue.count)
    }
  }

  /// Whether the number of abandoned threads is below its limit.
  package var isHealthy: Bool { monitor.change(waking: .none) { $0.abandoned < limits.abandoned } }

  /// Runs work on a thread of the pool.
  ///
  /// - Returns: its result on the event loop, or a ``Refusal``, at the deadline at the latest.
  package func run(
    until deadline: NIODeadline, on eventLoop: any EventLoop, _ work: @escaping Work
  ) -> EventLoopFuture<SiteResponse> {
    let job = Job(work, until: deadline, eventLoop.makePromise())
    let check = min(deadline, .now() + limits.patience)
    let (isAccepted, isShort, needsCheck) = monitor.change(waking: .one) { state in
      guard !state.isStopped, state.abandoned < limits.abandoned, state.queue.count < limits.queue else {
        return (false, false, false)
      }
      state.queue.append(job)
      let needsCheck = check < state.nextCheck
      if needsCheck { state.nextCheck = check }
      return (true, state.threads < limits.threads, needsCheck)
    }
    if isShort { startThreads() }
    if needsCheck { scheduleCheck(at: check, on: eventLoop) }
    if !isAccepted { job.promise.fail(Refusal.overloaded) }
    return job.promise.futureResult
  }

  /// Rejects further jobs; threads exit when the queue is empty.
  package func stop() { monitor.change { $0.isStopped = true } }

  // MARK: - Threads

  private func startThreads() {
    let count = monitor.change(waking: .none) { state in
      guard !state.isStopped, state.abandoned < limits.abandoned else { return 0 }
      defer { state.threads = limits.threads }
      return limits.threads - state.threads
    }
    for _ in 0..<count where !DetachedThread.start({ self.takeJobs() }) {
      monitor.change(waking: .none) { $0.threads -= 1 }
    }
  }

  private func takeJobs() {
    let thread = DetachedThread.current
    // Event loops have priority: their work is short, and a response is of no use until it is sent.
    thread?.lowerPriority(by: 1)
    while let job = nextJob(on: thread) {
      // The deadline may have passed in the queue.
      let response = job.deadline > .now() ? job.work() : nil
      let (wasAbandoned, wasTimedOut) = finish(job)
      if !wasTimedOut {
        if let response { job.promise.succeed(response) } else { job.promise.fail(Refusal.timeout) }
      }
      if wasAbandoned { return startThreads() }
    }
  }

  private func nextJob(on thread: DetachedThread?) -> Job? {
    monitor.wait(waking: .none) { state -> Job?? in
      guard let job = state.queue.popFirst() else {
        guard state.isStopped else { return nil }
        state.threads -= 1
        return .some(nil)
      }
      job.stage = .running
      job.thread = thread
      job.patienceEnd = .now() + limits.patience
      state.running.append(job)
      return job
    }
  }

  private func finish(_ job: Job) -> (wasAbandoned: Bool, wasTimedOut: Bool) {
    monitor.change(waking: .none) { state in
      switch job.stage {
      case .queued, .running:
        state.running.removeAll { $0 === job }
        return (false, false)
      case .abandoned:
        state.overdue.removeAll { $0 === job }
        state.abandoned -= 1
        return (true, false)
      case .timedOut:
        state.abandoned -= 1
        return (true, true)
      }
    }
  }

  // MARK: - Deadlines

  private func scheduleCheck(at time: NIODeadline, on eventLoop: any EventLoop) {
    eventLoop.scheduleTask(deadline: time) { self.check(on: eventLoop) }
  }

  /// Abandons threads whose jobs take too long, and fails jobs whose deadline passed.
  private func check(on eventLoop: any EventLoop) {
    let now = NIODeadline.now()
    let (late, next) = monitor.change(waking: .none) { state in
      for job in state.running where job.due <= now { abandon(job, &state) }
      let late = state.overdue.filter { $0.deadline <= now } + state.queue.filter { $0.deadline <= now }
      for job in late { job.stage = .timedOut }
      state.overdue.removeAll { $0.stage == .timedOut }
      state.queue.removeAll { $0.stage == .timedOut }
      // Otherwise an earlier check took place in the meantime and scheduled a later one.
      guard state.nextCheck <= now else { return (late, NIODeadline?.none) }
      state.nextCheck = state.nextDue(now, patience: limits.patience)
      return (late, state.nextCheck)
    }
    startThreads()
    for job in late { job.promise.fail(Refusal.timeout) }
    if let next, next < .distantFuture { scheduleCheck(at: next, on: eventLoop) }
  }

  private func abandon(_ job: Job, _ state: inout State) {
    job.stage = .abandoned
    // Under the monitor the thread cannot exit, so that its identifier is still valid.
    job.thread?.lowerPriority(by: 19)
    state.running.removeAll { $0 === job }
    state.overdue.append(job)
    state.threads -= 1
    state.abandoned += 1
  }
}
