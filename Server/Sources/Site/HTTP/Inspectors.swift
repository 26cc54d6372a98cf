// SPDX-License-Identifier: Apache-2.0
internal import Calendar
internal import CSRKit
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

  /// Creates an inspector that judges rules on a day.
  let make: @Sendable (CalendarDate) -> Inspector
  /// An inspection that never ends keeps its place; an unused place costs nothing.
  private let places: [Place]

  /// Inspectors for a number of threads; a further thread is given one of its own for each use.
  init(count: Int, make: @escaping @Sendable (CalendarDate) -> Inspector) {
    self.make = make
    places = (0..<max(1, count)).map { _ in Place() }
  }

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
        let used = inspector ?? make(day)
        kept = used
        return try answer(used)
      }
    }
    return try answer(make(day))
  }
}
