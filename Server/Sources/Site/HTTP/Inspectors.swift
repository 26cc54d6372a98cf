// SPDX-License-Identifier: Apache-2.0
internal import Calendar
internal import CSRKit
internal import Synchronization
internal import SystemBridge

/// Inspectors to use again, each by one thread at a time: making one costs as much as half an inspection.
final class Inspectors: Sendable {
  private final class Place: Sendable {
    let inspector = Mutex<Inspector?>(nil)
  }

  /// As many as there are threads that answer.
  private let places = (0..<2 * Process.processorCount).map { _ in Place() }

  /// Answers with an inspector that judges on a day.
  func use(
    on day: CalendarDate, _ answer: @Sendable (Inspector) throws(Problem) -> SiteAnswer
  ) throws(Problem) -> SiteAnswer {
    for place in places {
      let answer = try place.inspector.withLockIfAvailable { kept throws(Problem) in
        let inspector = kept?.asOf == day ? kept : nil
        let used = inspector ?? Inspector(asOf: day)
        kept = used
        return try answer(used)
      }
      if let answer { return answer }
    }
    return try answer(Inspector(asOf: day))
  }
}
