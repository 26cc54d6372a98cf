// SPDX-License-Identifier: Apache-2.0
import Site
import Synchronization

/// Work that keeps a processor busy until it is released, like an endless loop over an input.
final class Spin: Sendable {
  private let isReleased = Atomic(false)
  private let started = Atomic(0)

  /// The number of times that it was started.
  var count: Int { started.load(ordering: .sequentiallyConsistent) }

  func release() { isReleased.store(true, ordering: .sequentiallyConsistent) }

  /// Spins, but not longer than a minute, so that a failed test ends.
  func run() {
    started.add(1, ordering: .sequentiallyConsistent)
    let start = ContinuousClock.now
    while !isReleased.load(ordering: .relaxed), .now - start < .seconds(60) {}
  }

  /// A route that does not respond until the work is released.
  var route: Route {
    Route("POST", "/spin", bodyLimit: 1_024) { _, _ throws(Problem) in
      self.run()
      return SiteResponse(contentType: "text/plain", body: Array("done".utf8))
    }
  }
}

/// Waits until a condition is true, for at most ten seconds.
///
/// - Returns: whether it is true.
func holds(_ condition: () async throws -> Bool) async throws -> Bool {
  let start = ContinuousClock.now
  while .now - start < .seconds(10) {
    if try await condition() { return true }
    try await Task.sleep(for: .milliseconds(10))
  }
  return false
}
