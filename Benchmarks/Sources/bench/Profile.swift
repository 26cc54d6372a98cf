// SPDX-License-Identifier: Apache-2.0
import CSRKit

/// Repeats one measurement for a profiler: `bench profile inspect|check|batch RSA-2048 COUNT`.
enum Profile {
  /// Runs the profile if the command line requests it; returns whether it did.
  static func run(_ arguments: [String]) -> Bool {
    guard arguments.count == 4, arguments[0] == "profile", let count = Int(arguments[3]),
      let kind = Kind.all.first(where: { $0.name == arguments[2] })
    else { return false }
    // Few requests, so that the profile does not contain the generation of keys.
    let sample = Sample(Kind(name: kind.name, raw: kind.raw, count: 4, repeats: 1))
    switch arguments[1] {
    case "inspect": inspect(sample, count)
    case "check": check(sample, count)
    case "batch": BatchMeasurement.repeat(sample, count)
    default: return false
    }
    return true
  }

  private static func inspect(_ sample: Sample, _ count: Int) {
    let inspector = Inspector()
    var writer = JSONWriter()
    for index in 0..<count {
      writer.reset()
      inspector.inspect(sample.pems[index % sample.pems.count], on: Measurement.day).requests[0].write(to: &writer)
    }
  }

  private static func check(_ sample: Sample, _ count: Int) {
    let inspector = Inspector()
    var writer = JSONWriter()
    let question = Measurement.question
    for index in 0..<count {
      writer.reset()
      inspector.check(sample.pems[index % sample.pems.count], for: question, on: Measurement.day).checks[0].write(
        to: &writer)
    }
  }
}
