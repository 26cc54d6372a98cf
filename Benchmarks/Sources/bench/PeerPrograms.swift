// SPDX-License-Identifier: Apache-2.0
import CPeers
import CSRKit
import Calendar
import Glibc

/// Other libraries doing part of the work, each in a program of its own that prints its CPU time a request.
///
/// `Scripts/bench` names them in CSRKIT_PEERS as `name=command`, separated by semicolons.
enum PeerPrograms {
  private static let bars = ["go": 2.0, "python-cryptography": 2.0, "gnutls": 2.0, "swift-certificates": 1.4]

  static func measure(_ sample: Sample) {
    guard let list = getenv("CSRKIT_PEERS").map({ String(cString: $0) }), !list.isEmpty else { return }
    let path = "/tmp/csrkit-bench-\(getpid()).pems"
    guard let file = fopen(path, "w") else { return }
    for text in sample.texts { fputs(text, file) }
    fclose(file)
    defer { unlink(path) }
    for entry in list.split(separator: ";") {
      let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { continue }
      var ratios: [Double] = []
      for _ in 0..<7 {
        guard let theirs = run("\(parts[1]) \(path) 40") else { break }
        ratios.append(theirs / inspect(sample))
      }
      let bar = bars[parts[0]].map { " (at least \($0))" } ?? ""
      print(ratios.isEmpty ? "\(parts[0]): did not run" : "\(parts[0]) / batch, RSA-2048 \(Statistics(ratios))\(bar)")
    }
  }

  /// The microseconds a request that a program prints.
  private static func run(_ command: String) -> Double? {
    guard let output = popen(command, "r") else { return nil }
    defer { pclose(output) }
    var line = [CChar](repeating: 0, count: 64)
    guard fgets(&line, Int32(line.count), output) != nil else { return nil }
    let value = strtod(line, nil)
    return value > 0 ? value : nil
  }

  private static func inspect(_ sample: Sample) -> Double {
    let worker = BatchWorker(options: BatchOptions(asOf: CalendarDate(2026, 11, 23)))
    var reader = BatchReader(name: "-")
    reader.append(Array((0..<40).flatMap { _ in sample.pems }.joined()))
    reader.finish()
    let start = peers_cpu_time()
    while let chunk = reader.next() { _ = worker.process(chunk) }
    return Double(peers_cpu_time() - start) / 1000 / Double(40 * sample.pems.count)
  }
}
