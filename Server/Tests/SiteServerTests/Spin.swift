// SPDX-License-Identifier: Apache-2.0
import Site
import Synchronization

/// Work that keeps a processor busy until it is released: what an endless loop over an input looks like.
final class Spin: Sendable {
  private let isReleased = Atomic(false)
  private let started = Atomic(0)

  /// How often it was started.
  var count: Int { started.load(ordering: .sequentiallyConsistent) }

  func release() { isReleased.store(true, ordering: .sequentiallyConsistent) }

  /// Spins, but not longer than a minute, so that a failed test ends.
  func run() {
    started.add(1, ordering: .sequentiallyConsistent)
    let start = ContinuousClock.now
    while !isReleased.load(ordering: .relaxed), .now - start < .seconds(60) {}
  }

  /// A route whose answer is never ready.
  var route: Route {
    Route("POST", "/spin", bodyLimit: 1_024) { _, _ throws(Problem) in
      self.run()
      return SiteAnswer(contentType: "text/plain", body: Array("done".utf8))
    }
  }
}

/// Waits until something holds, for ten seconds at most.
///
/// - Returns: whether it holds.
func holds(_ condition: () async throws -> Bool) async throws -> Bool {
  let start = ContinuousClock.now
  while .now - start < .seconds(10) {
    if try await condition() { return true }
    try await Task.sleep(for: .milliseconds(10))
  }
  return false
}
