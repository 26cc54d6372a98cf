// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOPosix
import Site
import SiteServer
import Testing

@Suite("The worker pool")
struct WorkerPoolTests {
  private let eventLoop = MultiThreadedEventLoopGroup.singleton.any()

  private func limits(threads: Int, patience: TimeAmount = .seconds(60)) -> WorkerPool.Limits {
    var limits = WorkerPool.Limits()
    limits.threads = threads
    limits.patience = patience
    return limits
  }

  private static func response(_ text: String) -> SiteResponse {
    SiteResponse(contentType: "text/plain", body: Array(text.utf8))
  }

  private func run(
    _ pool: WorkerPool, within time: TimeAmount = .seconds(60), _ work: @escaping WorkerPool.Work
  ) -> EventLoopFuture<SiteResponse> {
    pool.run(until: .now() + time, on: eventLoop, work)
  }

  @Test("every job runs once")
  func results() async throws {
    let pool = WorkerPool(limits(threads: 3))
    let futures = (0..<500).map { number in run(pool) { WorkerPoolTests.response("\(number)") } }
    for (number, future) in futures.enumerated() {
      #expect(try await future.get().body == Array("\(number)".utf8))
    }
    #expect(pool.load == WorkerPool.Load())
    pool.stop()
  }

  @Test("a job whose deadline passed in the queue is never started")
  func expired() async throws {
    let (pool, spin, never) = (WorkerPool(limits(threads: 1)), Spin(), Spin())
    let first = run(pool) {
      spin.run()
      return WorkerPoolTests.response("first")
    }
    let second = run(pool, within: .milliseconds(50)) {
      never.run()
      return WorkerPoolTests.response("second")
    }
    await #expect(throws: WorkerPool.Refusal.timeout) { try await second.get() }
    spin.release()
    never.release()
    #expect(try await first.get().body == Array("first".utf8))
    #expect(try await run(pool) { WorkerPoolTests.response("") }.get().status == 200)
    #expect(never.count == 0)
    pool.stop()
  }

  @Test("a job that takes too long is abandoned by the pool, and its result is used until the deadline")
  func patience() async throws {
    let (pool, spin) = (WorkerPool(limits(threads: 1, patience: .milliseconds(20))), Spin())
    let slow = run(pool) {
      spin.run()
      return WorkerPoolTests.response("slow")
    }
    #expect(try await run(pool) { WorkerPoolTests.response("quick") }.get().body == Array("quick".utf8))
    #expect(pool.load == WorkerPool.Load(busy: 0, abandoned: 1, queued: 0))
    spin.release()
    #expect(try await slow.get().body == Array("slow".utf8))
    #expect(try await holds { pool.load == WorkerPool.Load() })
    pool.stop()
  }

  @Test("threads whose work ends late do not leak, and neither do the objects they use")
  func leaks() async throws {
    let spin = Spin()
    weak var released: WorkerPool?
    do {
      let pool = WorkerPool(limits(threads: 2, patience: .milliseconds(20)))
      released = pool
      let late = (0..<6).map { _ in
        run(pool, within: .seconds(3)) {
          spin.run()
          return WorkerPoolTests.response("late")
        }
      }
      for future in late { await #expect(throws: WorkerPool.Refusal.timeout) { try await future.get() } }
      #expect(pool.load.abandoned == 6)
      spin.release()
      #expect(try await holds { pool.load == WorkerPool.Load() })
      #expect(try await run(pool) { WorkerPoolTests.response("") }.get().status == 200)
      pool.stop()
    }
    // Each thread retains the pool.
    #expect(try await holds { released == nil })
  }

  @Test("a stopped pool rejects jobs")
  func stopped() async throws {
    let pool = WorkerPool(limits(threads: 1))
    pool.stop()
    await #expect(throws: WorkerPool.Refusal.overloaded) {
      try await run(pool) { WorkerPoolTests.response("") }.get()
    }
  }
}
