// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Foundation

/// Measures how one shared inspector scales: requests in a task group, compared with the same requests in one task.
///
/// `Throughput COUNT FILE…` inspects and checks COUNT requests, taken from the files in turn, and prints the ratio.
@main
struct Throughput {
  let inspector = Inspector()
  let order = OrderForm(product: 488)
  let day = CalendarDate(2026, 11, 23)
  let inputs: [[UInt8]]
  let count: Int

  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 2, let count = Int(arguments[1]), count > 0 else {
      FileHandle.standardError.write(Data("usage: Throughput COUNT FILE…\n".utf8))
      exit(64)
    }
    let inputs = try arguments.dropFirst(2).map { Array(try Data(contentsOf: URL(filePath: $0))) }
    let run = Throughput(inputs: inputs, count: count)
    var ratios: [Double] = []
    // Alternating, so that whatever else the machine does meets both; the first round warms up.
    for round in 0..<6 {
      let (alone, one) = await measured { run.inOneTask() }
      let (together, group) = await measured { await run.inTaskGroup() }
      guard one == group else {
        print("the task group has other results than one task")
        exit(1)
      }
      if round > 0 { ratios.append(alone / together) }
      print("one task \(Int(Double(count) / alone)) requests/s, task group \(Int(Double(count) / together)) requests/s")
    }
    print("ratio \(ratios.sorted()[ratios.count / 2])")
  }

  /// Inspects and checks one request; returns the number of findings.
  private func inspect(_ number: Int) -> Int {
    inspector.inspect(inputs[number % inputs.count], on: day).requests.reduce(0) { count, request in
      count + request.findings.count + inspector.check(request, for: order, on: day).findings.count
    }
  }

  private func inOneTask() -> Int { (0..<count).reduce(0) { $0 + inspect($1) } }

  private func inTaskGroup() async -> Int {
    await withTaskGroup(of: Int.self) { group in
      for number in 0..<count { group.addTask { inspect(number) } }
      return await group.reduce(0, +)
    }
  }

  private static func measured(_ work: @Sendable () async -> Int) async -> (seconds: Double, result: Int) {
    let start = ContinuousClock.now
    let result = await work()
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return (Double(seconds) + Double(attoseconds) / 1e18, result)
  }
}
