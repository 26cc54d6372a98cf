// SPDX-License-Identifier: Apache-2.0
package import SystemBridge

/// Processes chunks of work on several threads and writes the results one at a time.
///
/// Memory is bounded: `submit` waits while `limit` chunks are not yet written. The worker that has the next result
/// writes it; no thread waits only to write. Threads wait for a submitted chunk, a written result or the end, and only
/// these wake them.
package final class Pipeline<Chunk: Sendable, Result: Sendable>: Sendable {
  /// The state shared by the threads.
  private struct State {
    var queue: [(number: Int, chunk: Chunk)] = []
    var done: [Int: Result] = [:]
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
  private let write: @Sendable (Result) -> Bool

  /// Creates a pipeline without threads.
  ///
  /// - Parameters:
  ///   - limit: the maximum number of chunks that are submitted and not yet written.
  ///   - isOrdered: whether results are written in the order of the chunks.
  ///   - write: writes a result, never two at the same time; false to stop the pipeline.
  package init(limit: Int, isOrdered: Bool, write: @escaping @Sendable (Result) -> Bool) {
    self.limit = max(1, limit)
    self.isOrdered = isOrdered
    self.write = write
  }

  /// Starts the workers; must be called once.
  ///
  /// - Parameter worker: creates the function that processes the chunks of one thread.
  /// - Returns: the threads, which must be joined after `close`.
  package func start(jobs: Int, worker: @escaping @Sendable () -> (Chunk) -> Result) -> WorkerThreads {
    WorkerThreads(count: jobs) { self.work(worker()) }
  }

  /// Submits a chunk; waits while the limit is reached.
  ///
  /// - Returns: false if the pipeline has stopped.
  package func submit(_ chunk: Chunk) -> Bool {
    monitor.wait { state in
      if state.isStopped { return false }
      guard state.submitted - state.written < limit else { return nil }
      state.queue.append((state.submitted, chunk))
      state.submitted += 1
      return true
    }
  }

  /// Marks the end of the chunks; the threads return when all chunks are written.
  package func close() { monitor.change { $0.isClosed = true } }

  private func work(_ process: (Chunk) -> Result) {
    while let (number, chunk) = take() {
      let result = process(chunk)
      guard claimWriting(number, result) else { continue }
      while let next = nextToWrite() {
        let continues = write(next)
        monitor.change { state in
          state.written += 1
          if !continues { state.isStopped = true }
        }
      }
    }
  }

  private func take() -> (number: Int, chunk: Chunk)? {
    monitor.wait(waking: .none) { state in
      if state.isStopped { return .some(nil) }
      if !state.queue.isEmpty { return state.queue.removeFirst() }
      return state.isClosed ? .some(nil) : nil
    }
  }

  /// Stores a result; true if this thread is to write.
  private func claimWriting(_ number: Int, _ result: Result) -> Bool {
    monitor.change(waking: .none) { state in
      state.done[number] = result
      if state.isWriting { return false }
      state.isWriting = true
      return true
    }
  }

  private func nextToWrite() -> Result? {
    monitor.change(waking: .none) { state in
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

/// The pipeline of `csrkit batch`.
package typealias BatchPipeline = Pipeline<BatchChunk, BatchResult>

extension BatchPipeline {
  /// Starts the workers; must be called once.
  ///
  /// - Returns: the threads, which must be joined after `close`.
  package func start(jobs: Int, options: BatchOptions) -> WorkerThreads {
    start(jobs: jobs) {
      let worker = BatchWorker(options: options)
      return { worker.process($0) }
    }
  }
}
