// SPDX-License-Identifier: Apache-2.0
import CPeers
import CSRKit
import CSRKitBase
import Glibc

/// Other libraries that do part of the work, each in a separate program that prints its CPU time per request.
///
/// `Scripts/bench` sets CSRKIT_PEERS to `name=command` pairs, separated by semicolons.
struct PeerPrograms {
  /// The least that a peer's time divided by ours must be, by kind of key. Other kinds are not compared.
  private static let bars = ["RSA-2048": 1.15, "RSA-4096": 1.05, "P-256": 1.0]
  private static let rounds = 11
  private static let repeats = 40

  private struct Peer {
    let name: String
    let command: String
    var times: [Double] = []
    /// Our time in the same round: the mean of the measurements before and after.
    var ours: [Double] = []
  }

  /// Runs every peer once per round, between two measurements of ours, and compares it with their mean.
  static func measure(_ sample: Sample) {
    var peers = named(getenv("CSRKIT_PEERS").map { String(cString: $0) } ?? "")
    let path = "/tmp/csrkit-bench-\(getpid()).pems"
    guard let bar = bars[sample.kind.name], !peers.isEmpty, let file = fopen(path, "w") else { return }
    for text in sample.texts { fputs(text, file) }
    fclose(file)
    defer { unlink(path) }
    for _ in 0..<rounds {
      var before = inspect(sample)
      for index in peers.indices {
        guard let theirs = run("\(peers[index].command) \(path) \(repeats)") else { continue }
        let after = inspect(sample)
        peers[index].times.append(theirs)
        peers[index].ours.append((before + after) / 2)
        before = after
      }
    }
    for peer in peers { print(peer, sample.kind, bar) }
  }

  private static func named(_ list: String) -> [Peer] {
    list.split(separator: ";").compactMap { entry in
      let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
      return parts.count == 2 ? Peer(name: parts[0], command: parts[1]) : nil
    }
  }

  private static func print(_ peer: Peer, _ kind: Kind, _ bar: Double) {
    guard peer.times.count == rounds else {
      return Swift.print("\(peer.name): failed in \(rounds - peer.times.count) of \(rounds) rounds")
    }
    Swift.print(
      "\(peer.name): \(Statistics(peer.times)) µs; / batch, \(kind.name) \(Ratio(peer.times, peer.ours)) (at least \(bar))"
    )
  }

  /// The microseconds per request that a program prints.
  static func run(_ command: String) -> Double? {
    guard let output = popen(command, "r") else { return nil }
    var line = [CChar](repeating: 0, count: 64)
    let hasLine = fgets(&line, Int32(line.count), output) != nil
    guard pclose(output) == 0, hasLine else { return nil }
    let value = strtod(line, nil)
    return value > 0 ? value : nil
  }

  private static func inspect(_ sample: Sample) -> Double {
    let worker = BatchWorker(options: BatchOptions(asOf: CalendarDate(2026, 11, 23)))
    var reader = BatchReader(name: "-")
    reader.append(Array((0..<repeats).flatMap { _ in sample.pems }.joined()))
    reader.finish()
    let start = peers_cpu_time()
    while let chunk = reader.next() { _ = worker.process(chunk) }
    return Double(peers_cpu_time() - start) / 1000 / Double(repeats * sample.pems.count)
  }
}
