// SPDX-License-Identifier: Apache-2.0
internal import CSRKit
internal import CSRKitBase
internal import Synchronization
internal import SystemBridge

/// Inspectors to use again, each by one thread at a time: making one costs as much as half an inspection.
final class Inspectors: Sendable {
  private final class Place: Sendable {
    /// Whether a thread is at work here; a try at a lock that is held would cost a call of the system.
    let isTaken = Atomic(false)
    let inspector = Mutex<Inspector?>(nil)

    func take() -> Bool { !isTaken.exchange(true, ordering: .acquiring) }

    func giveBack() { isTaken.store(false, ordering: .releasing) }
  }

  /// As many as there are threads that answer.
  private let places = (0..<2 * Process.processorCount).map { _ in Place() }

  /// Answers with an inspector that judges on a day.
  func use(
    on day: CalendarDate, _ answer: @Sendable (Inspector) throws(Problem) -> SiteAnswer
  ) throws(Problem) -> SiteAnswer {
    // Each thread begins at a place of its own, so that they do not take memory from one another.
    let first = Int(Process.threadNumber % UInt(places.count))
    for step in places.indices {
      let place = places[(first + step) % places.count]
      guard place.take() else { continue }
      defer { place.giveBack() }
      return try place.inspector.withLock { kept throws(Problem) in
        let inspector = kept?.asOf == day ? kept : nil
        let used = inspector ?? Inspector(asOf: day)
        kept = used
        return try answer(used)
      }
    }
    return try answer(Inspector(asOf: day))
  }
}
