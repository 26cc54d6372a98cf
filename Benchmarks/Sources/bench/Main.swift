// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CPeers
import CSRKit
import CSRKitBase
import Glibc

/// Measures everything in one run, alternating in each round, and prints ratios, which do not depend on the machine's speed.
@main
struct Main {
  static func main() throws {
    if Profile.run(Array(CommandLine.arguments.dropFirst())) { return }
    let samples = Kind.all.map { Sample($0) }
    for sample in samples { Measurement.run(sample).print() }
    BatchMeasurement.run(samples).print()
    KeyMeasurement.measure(samples[0])
    Scaling.measure(samples[0])
    samples.forEach(PeerPrograms.measure)
    StartUp.measure(command: CommandLine.arguments.dropFirst().first)
  }
}

struct Kind {
  let name: String
  let raw: peers_kind
  let count: Int
  let repeats: Int

  static let all = [
    Kind(name: "RSA-2048", raw: PEERS_RSA2048, count: 24, repeats: 8),
    Kind(name: "RSA-4096", raw: PEERS_RSA4096, count: 6, repeats: 8),
    Kind(name: "P-256", raw: PEERS_P256, count: 24, repeats: 2),
    Kind(name: "P-384", raw: PEERS_P384, count: 12, repeats: 1),
  ]
}

/// Requests of one kind, each with its bare verification prepared.
struct Sample {
  let kind: Kind
  let pems: [[UInt8]]
  let texts: [UnsafeMutablePointer<CChar>]
  let prepared: [OpaquePointer]

  init(_ kind: Kind) {
    self.kind = kind
    texts = (0..<kind.count).compactMap { peers_make_request(kind.raw, Int32($0)) }
    prepared = texts.compactMap { peers_prepare($0) }
    pems = texts.map { Array(String(cString: $0).utf8) }
  }
}

/// Times in microseconds per request, one for each round.
struct Measurement {
  let kind: Kind
  var primitive: [Double] = []
  var plain: [Double] = []
  var inspect: [Double] = []
  var check: [Double] = []

  static let rounds = 41
  static let day = CalendarDate(2026, 11, 23)

  /// The order for `check`.
  static var question: OrderQuestion {
    var form = OrderForm()
    form.append("product", "488")
    return OrderQuestion(form: form, isComplete: false)
  }

  static func run(_ sample: Sample) -> Measurement {
    var result = Measurement(kind: sample.kind)
    let inspector = Inspector()
    var writer = JSONWriter()
    let question = Measurement.question
    for round in 0..<rounds + 3 {
      let primitive = time(sample) { precondition(peers_primitive(sample.prepared[$0]) == 1) }
      let inspect = time(sample) { index in
        writer.reset()
        let inspection = inspector.inspect(sample.pems[index], on: Measurement.day)
        precondition(inspection.requests.count == 1 && inspection.requests[0].signature == .valid)
        inspection.requests[0].write(to: &writer)
      }
      let check = time(sample) { index in
        writer.reset()
        let found = inspector.check(sample.pems[index], for: question, on: Measurement.day)
        precondition(found.checks.count == 1)
        found.checks[0].write(to: &writer)
      }
      let plain = time(sample) { precondition(peers_plain(sample.texts[$0], sample.pems[$0].count) == 1) }
      guard round >= 3 else { continue }
      result.primitive.append(primitive)
      result.inspect.append(inspect)
      result.check.append(check)
      result.plain.append(plain)
    }
    return result
  }

  private static func time(_ sample: Sample, _ body: (Int) -> Void) -> Double {
    let start = peers_cpu_time()
    for _ in 0..<sample.kind.repeats {
      for index in sample.pems.indices { body(index) }
    }
    return Double(peers_cpu_time() - start) / 1000 / Double(sample.kind.repeats * sample.pems.count)
  }

  func print() {
    let ratio = Ratio(inspect, primitive)
    let gain = Ratio(plain, inspect)
    let order = Ratio(check, inspect)
    Swift.print(
      """
      \(kind.name): bare verification \(Statistics(primitive)) µs, inspection \(Statistics(inspect)) µs, \
      plain OpenSSL \(Statistics(plain)) µs
        inspection / bare verification  \(ratio)
        plain OpenSSL / inspection      \(gain)
        check for an order / inspection \(order)
      """)
  }
}

/// Median with minimum and maximum.
struct Statistics: CustomStringConvertible {
  let sorted: [Double]

  init(_ values: [Double]) { sorted = values.sorted() }

  var median: Double { sorted[sorted.count / 2] }

  var description: String {
    "\(rounded(median)) (\(rounded(sorted.first ?? 0))–\(rounded(sorted.last ?? 0)))"
  }

  func rounded(_ value: Double) -> String {
    String(Double(Int(value * 100 + 0.5)) / 100)
  }
}

/// The ratio of two times in each round, and of the least times, which other work on the machine disturbs least.
struct Ratio: CustomStringConvertible {
  private let rounds: Statistics
  private let ofLeast: Double

  init(_ times: [Double], _ others: [Double]) {
    rounds = Statistics(zip(times, others).map { $0 / $1 })
    ofLeast = (times.min() ?? 0) / (others.min() ?? 1)
  }

  var description: String { "\(rounds), of the least \(rounds.rounded(ofLeast))" }
}

/// The entire process, compared with `openssl req -verify -noout`.
enum StartUp {
  static func measure(command: String?) {
    guard let command else { return }
    let sample = peers_make_request(PEERS_RSA2048, 1)
    let path = "/tmp/csrkit-bench-\(getpid()).pem"
    guard let file = fopen(path, "w"), let sample else { return }
    fputs(sample, file)
    fclose(file)
    defer { unlink(path) }
    let verbs = [("inspect", ["inspect", path]), ("check", ["check", "--product", "488", path])]
    var ours = verbs.map { _ in [Double]() }
    var theirs: [Double] = []
    for _ in 0..<60 {
      for (index, verb) in verbs.enumerated() { ours[index].append(spawn([command] + verb.1)) }
      theirs.append(spawn(["openssl", "req", "-in", path, "-verify", "-noout"]))
    }
    print("process: openssl req -verify -noout \(Statistics(theirs)) ms")
    for (verb, times) in zip(verbs, ours) {
      print("  csrkit \(verb.0) \(Statistics(times)) ms, ÷ openssl \(Ratio(times, theirs))")
    }
  }

  private static func spawn(_ arguments: [String]) -> Double {
    var pointers = arguments.map { strdup($0) }
    pointers.append(nil)
    let time = peers_spawn(&pointers)
    pointers.forEach { free($0) }
    precondition(time >= 0, "\(arguments[0]) does not run")
    return Double(time) / 1e6
  }
}
