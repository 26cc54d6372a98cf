// SPDX-License-Identifier: Apache-2.0
internal import KeyAudit
internal import Synchronization
internal import SystemBridge

/// Engines that tasks share, each used by one thread at a time: creating one costs half as much as an inspection.
final class EnginePool: Sendable {
  private final class Place: Sendable {
    /// Whether a thread uses the engine. A failed attempt costs no system call, as it would with a lock.
    let isTaken = Atomic(false)
    let engine = Mutex<InspectionEngine?>(nil)

    func take() -> Bool { !isTaken.exchange(true, ordering: .acquiring) }

    func giveBack() { isTaken.store(false, ordering: .releasing) }
  }

  let lists: [any KeyList]
  /// More places than threads that run at a time, so that a free one is found at once.
  private let places = (0..<2 * Process.processorCount).map { _ in Place() }

  init(lists: [any KeyList]) { self.lists = lists }

  /// Runs work with an engine that no other thread uses meanwhile; where all are in use, with a new one.
  func use<Result: Sendable>(_ work: (InspectionEngine) -> Result) -> Result {
    // Each thread starts at a place of its own, so that processors do not share cache lines.
    let first = Int(Process.threadNumber % UInt(places.count))
    for step in places.indices {
      let place = places[(first + step) % places.count]
      guard place.take() else { continue }
      defer { place.giveBack() }
      return place.engine.withLock { kept in
        let engine = kept ?? InspectionEngine(lists: lists)
        kept = engine
        return work(engine)
      }
    }
    return work(InspectionEngine(lists: lists))
  }
}
