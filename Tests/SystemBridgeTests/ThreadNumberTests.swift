// SPDX-License-Identifier: Apache-2.0
import Synchronization
import SystemBridge
import Testing

@Suite struct ThreadNumberTests {
  /// What the threads share.
  private final class Meeting: Sendable {
    let numbers = Mutex<Set<UInt>>([])
    let arrived = Atomic(0)
  }

  @Test func `Threads that run at the same time have different numbers, and a thread keeps its own`() {
    let meeting = Meeting()
    let threads = WorkerThreads(count: 8) {
      let number = Process.threadNumber
      meeting.numbers.withLock { numbers in _ = numbers.insert(number) }
      meeting.arrived.add(1, ordering: .sequentiallyConsistent)
      // None ends before the last is there, since a number may be given again.
      let deadline = ContinuousClock.now + .seconds(10)
      while meeting.arrived.load(ordering: .sequentiallyConsistent) < 8, ContinuousClock.now < deadline {}
      if Process.threadNumber != number { meeting.numbers.withLock { $0 = [] } }
    }
    let count = threads.count
    threads.join()
    #expect(count == 8)
    #expect(meeting.numbers.withLock(\.count) == 8)
  }
}
