// SPDX-License-Identifier: Apache-2.0
import CPeers
import CSRKit

/// The complete batch pipeline from PEM to JSON Lines on one thread, compared with the bare verification of each kind.
struct BatchMeasurement {
  /// The share of each kind in the mix, in the order of `Kind.all`.
  static let shares = [0.70, 0.10, 0.15, 0.05]
  static let rounds = 31

  private var primitives: [[Double]] = []
  private var pipelines: [[Double]] = []
  private var allocations: [Double] = []

  /// Enough requests of a kind for several chunks, and their records prepared for the bare verification.
  private struct Stream {
    let sample: Sample
    let bytes: [UInt8]
    let count: Int

    init(_ sample: Sample) {
      self.sample = sample
      let repeats = (256 + sample.pems.count - 1) / sample.pems.count / (sample.kind.repeats == 1 ? 4 : 1)
      bytes = Array((0..<repeats).flatMap { _ in sample.pems }.joined())
      count = repeats * sample.pems.count
    }
  }

  static func run(_ samples: [Sample]) -> BatchMeasurement {
    var result = BatchMeasurement()
    result.primitives = samples.map { _ in [] }
    result.pipelines = samples.map { _ in [] }
    let streams = samples.map { Stream($0) }
    let worker = BatchWorker(options: BatchOptions(asOf: Measurement.day))
    for round in -3..<rounds {
      for (index, stream) in streams.enumerated() {
        let primitive = time { verify(stream) } / Double(stream.count)
        let before = peers_allocations()
        let pipeline = time { inspect(stream, worker) } / Double(stream.count)
        let count = Double(peers_allocations() - before) / Double(stream.count)
        guard round >= 0 else { continue }
        result.primitives[index].append(primitive)
        result.pipelines[index].append(pipeline)
        if index == 0 { result.allocations.append(count) }
      }
    }
    return result
  }

  /// Sends at least this number of requests through the pipeline.
  static func `repeat`(_ sample: Sample, _ count: Int) {
    let stream = Stream(sample)
    let worker = BatchWorker(options: BatchOptions(asOf: Measurement.day))
    for _ in 0..<(count / stream.count + 1) { inspect(stream, worker) }
  }

  private static func verify(_ stream: Stream) {
    for index in 0..<stream.count {
      precondition(peers_primitive(stream.sample.prepared[index % stream.sample.prepared.count]) == 1)
    }
  }

  private static func inspect(_ stream: Stream, _ worker: BatchWorker) {
    var reader = BatchReader(name: "-")
    var requests = 0
    for start in stride(from: 0, to: stream.bytes.count, by: 1 << 16) {
      reader.append(Array(stream.bytes[start..<min(start + 1 << 16, stream.bytes.count)]))
      while let chunk = reader.next() { requests += worker.process(chunk).tally.requests }
    }
    reader.finish()
    while let chunk = reader.next() { requests += worker.process(chunk).tally.requests }
    precondition(requests == stream.count)
  }

  private static func time(_ body: () -> Void) -> Double {
    let start = peers_cpu_time()
    body()
    return Double(peers_cpu_time() - start) / 1000
  }

  func print() {
    let bars = [2.35, 1.47, 1.50]
    for (index, kind) in Kind.all.enumerated() {
      let ratio = Ratio(pipelines[index], primitives[index])
      let bar = index < bars.count ? " (at most \(bars[index]))" : ""
      Swift.print("batch \(kind.name): \(Statistics(pipelines[index])) µs; / bare verification \(ratio)\(bar)")
    }
    let mix = Ratio(
      (0..<Self.rounds).map { weigh(pipelines, $0) }, (0..<Self.rounds).map { weigh(primitives, $0) })
    Swift.print("batch mix / mix of bare verifications \(mix) (at most 1.50)")
    Swift.print("batch allocations per request, RSA-2048 \(Statistics(allocations)) (at most 16)")
  }

  private func weigh(_ times: [[Double]], _ round: Int) -> Double {
    zip(times, Self.shares).reduce(0) { $0 + $1.0[round] * $1.1 }
  }
}
