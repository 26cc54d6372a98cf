// SPDX-License-Identifier: Apache-2.0
public import SystemBridge

/// Runs chunks through workers on several threads and hands on the results, one at a time.
///
/// The number of chunks under way is bounded: `submit` waits while so many have not been written, so that neither a
/// fast reader nor a slow writer makes memory grow. Whichever worker has the next result writes
/// it; no thread waits only to write.
public final class BatchPipeline: Sendable {
  /// What the threads share.
  private struct State {
    var queue: [(number: Int, chunk: BatchChunk)] = []
    var done: [Int: BatchResult] = [:]
    var submitted = 0
    var written = 0
    var nextToWrite = 0
    var isWriting = false
    var isClosed = false
    var isStopped = false
  }

  private let monitor = Monitor(State())
  private let limit: Int
  private let isOrdered: Bool
  private let write: @Sendable (BatchResult) -> Bool

  /// A pipeline without threads yet.
  ///
  /// - Parameters:
  ///   - limit: how many chunks are under way at most.
  ///   - isOrdered: whether results are handed on in the order of the chunks.
  ///   - write: takes a result, never two at once; false where no more are wanted.
  public init(limit: Int, isOrdered: Bool, write: @escaping @Sendable (BatchResult) -> Bool) {
    self.limit = max(1, limit)
    self.isOrdered = isOrdered
    self.write = write
  }

  /// Starts the workers; to be called once.
  ///
  /// - Returns: the threads, to be joined after `close`.
  public func start(jobs: Int, options: BatchOptions) -> WorkerThreads {
    WorkerThreads(count: jobs) { self.work(BatchWorker(options: options)) }
  }

  /// Hands in a chunk; waits while too many are under way.
  ///
  /// - Returns: false where no more results are wanted.
  public func submit(_ chunk: BatchChunk) -> Bool {
    monitor.wait { state in
      if state.isStopped { return false }
      guard state.submitted - state.written < limit else { return nil }
      state.queue.append((state.submitted, chunk))
      state.submitted += 1
      return true
    }
  }

  /// Says that no more chunks will come: the threads return when all are done.
  public func close() { monitor.change { $0.isClosed = true } }

  private func work(_ worker: BatchWorker) {
    while let (number, chunk) = take() {
      let result = worker.process(chunk)
      guard claimWriting(number, result) else { continue }
      while let next = nextToWrite() {
        let goesOn = write(next)
        monitor.change { state in
          state.written += 1
          if !goesOn { state.isStopped = true }
        }
      }
    }
  }

  private func take() -> (number: Int, chunk: BatchChunk)? {
    monitor.wait { state in
      if state.isStopped { return .some(nil) }
      if !state.queue.isEmpty { return state.queue.removeFirst() }
      return state.isClosed ? .some(nil) : nil
    }
  }

  /// Puts a result down; true where this thread is the one that writes.
  private func claimWriting(_ number: Int, _ result: BatchResult) -> Bool {
    monitor.change { state in
      state.done[number] = result
      if state.isWriting { return false }
      state.isWriting = true
      return true
    }
  }

  private func nextToWrite() -> BatchResult? {
    monitor.change { state in
      let number = isOrdered ? state.nextToWrite : state.done.keys.min()
      guard !state.isStopped, let number, let result = state.done.removeValue(forKey: number) else {
        state.isWriting = false
        return nil
      }
      state.nextToWrite = number + 1
      return result
    }
  }
}
