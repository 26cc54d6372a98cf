// SPDX-License-Identifier: Apache-2.0
import CPeers
import CSRKit
import CSRKitBase
import Glibc

/// The speedup of two threads over one; other load on the machine lowers it.
enum Scaling {
  static func measure(_ sample: Sample) {
    let bytes = Array((0..<250).flatMap { _ in sample.pems }.joined())
    var reader = BatchReader(name: "-")
    reader.append(bytes)
    reader.finish()
    var chunks: [BatchChunk] = []
    while let chunk = reader.next() { chunks.append(chunk) }
    var speedups: [Double] = []
    var costs: [Double] = []
    for _ in 0..<9 {
      let one = run(chunks, jobs: 1)
      let two = run(chunks, jobs: 2)
      speedups.append(one.wall / two.wall)
      costs.append(two.cpu / one.cpu)
    }
    print("batch on two cores / on one: faster by \(Statistics(speedups)) (at least 1.9)")
    print("  CPU time on two / on one        \(Statistics(costs))")
  }

  private static func run(_ chunks: [BatchChunk], jobs: Int) -> (wall: Double, cpu: Double) {
    let before = (wall: seconds(CLOCK_MONOTONIC), cpu: seconds(CLOCK_PROCESS_CPUTIME_ID))
    let pipeline = BatchPipeline(limit: 2 * jobs + 2, isOrdered: true) { _ in true }
    let threads = pipeline.start(jobs: jobs, options: BatchOptions(asOf: CalendarDate(2026, 11, 23)))
    for chunk in chunks { _ = pipeline.submit(chunk) }
    pipeline.close()
    threads.join()
    return (seconds(CLOCK_MONOTONIC) - before.wall, seconds(CLOCK_PROCESS_CPUTIME_ID) - before.cpu)
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var now = timespec()
    clock_gettime(clock, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }
}
