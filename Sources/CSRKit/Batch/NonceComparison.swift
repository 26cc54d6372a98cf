// SPDX-License-Identifier: Apache-2.0
internal import KeyAudit
internal import Synchronization

/// Compares the signatures of a batch in input order, and processes a chunk again if one has the nonce of an earlier one.
package final class NonceComparison: Sendable {
  private struct State {
    var memory = NonceMemory()
    var count = 0
  }

  private let options: BatchOptions
  private let state = Mutex(State())

  /// Creates a comparison without signatures.
  package init(options: BatchOptions) { self.options = options }

  /// The number of requests with the nonce of an earlier one.
  package var count: Int { state.withLock { $0.count } }

  /// Returns the result with the hits of the comparison; results must be passed in input order.
  package func compared(_ result: BatchResult) -> BatchResult {
    let hits = state.withLock { state in
      var hits: [String: KeyHit] = [:]
      for signature in result.signatures {
        if let hit = state.memory.add(signature) { hits[signature.label] = hit }
      }
      state.count += hits.count
      return hits
    }
    guard !hits.isEmpty, let chunk = result.chunk else { return result }
    return BatchWorker(options: options).process(chunk, adding: hits)
  }
}
