// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Foundation
import SystemBridge
import Testing

@Suite struct BatchPipelineTests {
  static let options = BatchOptions(asOf: Batch.day)

  /// One chunk per record.
  static func chunks(repeats: Int) throws -> [BatchChunk] {
    let chunks = try Batch.chunks(Batch.stream("requests.b64")).flatMap { chunk in
      chunk.records.map {
        BatchChunk(name: "-", form: .base64, bytes: chunk.bytes, records: [$0], byteCount: $0.range.count)
      }
    }
    return (0..<repeats).flatMap { _ in chunks }
  }

  /// The results of a pipeline.
  static func run(_ chunks: [BatchChunk], jobs: Int, isOrdered: Bool = true) -> [[UInt8]] {
    let written = Monitor<[[UInt8]]>([])
    let pipeline = BatchPipeline(limit: 2 * jobs + 2, isOrdered: isOrdered) { result in
      written.change { $0.append(result.output) }
      return true
    }
    let threads = pipeline.start(jobs: jobs, options: options)
    for chunk in chunks where !pipeline.submit(chunk) { break }
    pipeline.close()
    threads.join()
    return written.change { $0 }
  }

  @Test(arguments: [1, 2, 3, 8]) func `Results are in the order of the chunks`(_ jobs: Int) throws {
    let chunks = try Self.chunks(repeats: 8)
    let worker = BatchWorker(options: Self.options)
    #expect(Self.run(chunks, jobs: jobs) == chunks.map { worker.process($0).output })
  }

  @Test func `Without ordering, each result is written once`() throws {
    let chunks = try Self.chunks(repeats: 4)
    let worker = BatchWorker(options: Self.options)
    let results = Self.run(chunks, jobs: 4, isOrdered: false)
    #expect(results.count == chunks.count)
    #expect(Set(results) == Set(chunks.map { worker.process($0).output }))
  }

  @Test func `A slow writer limits the number of submitted chunks`() throws {
    let limit = 3
    let counts = Monitor((submitted: 0, written: 0, most: 0))
    let pipeline = BatchPipeline(limit: limit, isOrdered: true) { _ in
      Thread.sleep(forTimeInterval: 0.002)
      counts.change { $0.written += 1 }
      return true
    }
    let threads = pipeline.start(jobs: 2, options: Self.options)
    for chunk in try Self.chunks(repeats: 2) {
      #expect(pipeline.submit(chunk))
      counts.change { state in
        state.submitted += 1
        state.most = max(state.most, state.submitted - state.written)
      }
    }
    pipeline.close()
    threads.join()
    // Another chunk may be submitted before its count is recorded here.
    #expect(counts.change { $0.most } <= limit + 1)
    #expect(counts.change { $0.written } == 2 * Batch.count)
  }

  @Test func `When writing stops, submitting fails and the threads end`() throws {
    let written = Monitor(0)
    let pipeline = BatchPipeline(limit: 4, isOrdered: true) { _ in
      written.change { count in
        count += 1
        return count < 5
      }
    }
    let threads = pipeline.start(jobs: 2, options: Self.options)
    let chunks = try Self.chunks(repeats: 10)
    let taken = chunks.prefix { pipeline.submit($0) }.count
    pipeline.close()
    threads.join()
    #expect(taken < chunks.count)
    #expect(written.change { $0 } == 5)
  }
}
