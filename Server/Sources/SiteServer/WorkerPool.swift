// SPDX-License-Identifier: Apache-2.0
package import NIOCore
package import Site
internal import SystemBridge

/// Threads for work that may take long, or forever: what does not end costs a thread, and not the pool.
///
/// A thread that is busy with one job for too long is abandoned: another takes its place at once, and it exits when its
/// job ends. A job's future completes at its deadline at the latest, whatever its thread does.
package final class WorkerPool: Sendable {
  /// How much the pool takes on.
  package struct Limits: Sendable {
    /// The threads that take jobs.
    package var threads = Process.processorCount
    /// The jobs that may wait for a thread.
    package var queue = 1_024
    /// The abandoned threads from which on the pool takes no more jobs.
    package var abandoned = 64
    /// How long a job may keep its thread from others.
    package var patience = TimeAmount.seconds(3)

    package init() {}
  }

  /// What the pool is doing.
  package struct Load: Sendable, Equatable {
    /// Jobs at work on threads of the pool.
    package var busy = 0
    /// Threads at work on jobs that took too long.
    package var abandoned = 0
    /// Jobs that wait for a thread.
    package var queued = 0

    package init(busy: Int = 0, abandoned: Int = 0, queued: Int = 0) {
      self.busy = busy
      self.abandoned = abandoned
      self.queued = queued
    }
  }

  /// Why a job has no result.
  package enum Refusal: Error {
    /// Its deadline passed.
    case timeout
    /// The queue is full, or too many threads are abandoned.
    case overloaded
  }

  package typealias Work = @Sendable () -> SiteAnswer

  /// One piece of work; what can change changes under the pool's monitor only.
  private final class Job {
    enum Stage { case queued, running, abandoned, timedOut }

    let work: Work
    let deadline: NIODeadline
    let promise: EventLoopPromise<SiteAnswer>
    var stage = Stage.queued
    var thread: DetachedThread?
    /// When its thread is abandoned.
    var patienceEnd = NIODeadline.distantFuture

    init(_ work: @escaping Work, until deadline: NIODeadline, _ promise: EventLoopPromise<SiteAnswer>) {
      self.work = work
      self.deadline = deadline
      self.promise = promise
    }

    /// When the pool has to look at it.
    var due: NIODeadline { stage == .running ? min(deadline, patienceEnd) : deadline }
  }

  private struct State {
    var queue = CircularBuffer<Job>()
    var running: [Job] = []
    /// Jobs on abandoned threads whose deadline is still to come.
    var overdue: [Job] = []
    /// Threads that take jobs.
    var threads = 0
    var abandoned = 0
    var nextCheck = NIODeadline.distantFuture
    var isStopped = false

    /// When a job has to be looked at next; a job in the queue may start at any time and then has its patience.
    func nextDue(_ now: NIODeadline, patience: TimeAmount) -> NIODeadline {
      let dues = [queue.lazy.map(\.due).min(), running.lazy.map(\.due).min(), overdue.lazy.map(\.due).min()]
      let soonest = dues.compactMap { $0 }.min() ?? .distantFuture
      return queue.isEmpty ? soonest : min(soonest, now + patience)
    }
  }

  private let limits: Limits
  private let monitor = Monitor(State())

  /// A pool; its threads start with the first job.
  package init(_ limits: Limits) { self.limits = limits }

  package var load: Load {
    monitor.change(waking: .none) { state in
      Load(busy: state.running.count, abandoned: state.abandoned, queued: state.queue.count)
    }
  }

  /// Whether the pool takes jobs as far as its abandoned threads are concerned.
  package var isHealthy: Bool { monitor.change(waking: .none) { $0.abandoned < limits.abandoned } }

  /// Has a thread do some work.
  ///
  /// - Returns: its result on the event loop, or a ``Refusal`` at the deadline at the latest.
  package func run(
    until deadline: NIODeadline, on eventLoop: any EventLoop, _ work: @escaping Work
  ) -> EventLoopFuture<SiteAnswer> {
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

  /// Takes no more jobs; threads end once the queue is empty.
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
    // Reading and writing goes first: it is short, and an answer that nobody sends was made for nothing.
    thread?.lowerPriority(by: 1)
    while let job = nextJob(on: thread) {
      // The deadline may have passed in the queue.
      let answer = job.deadline > .now() ? job.work() : nil
      let (wasAbandoned, wasTimedOut) = finish(job)
      if !wasTimedOut {
        if let answer { job.promise.succeed(answer) } else { job.promise.fail(Refusal.timeout) }
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
      // Else this check was overtaken by an earlier one, and a later one is scheduled.
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
    // Under the monitor the thread cannot end, so that its number is still its own.
    job.thread?.lowerPriority(by: 19)
    state.running.removeAll { $0 === job }
    state.overdue.append(job)
    state.threads -= 1
    state.abandoned += 1
  }
}
