// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import Dispatch
import LedgerClient
import LedgerConformance
import Synchronization

/// Several processes that record the same tokens into one ledger at once.
struct Racers {
  let location: String
  let count: Int

  /// How many records all of them together were told to have made.
  func record(tokens: Int) throws -> Int {
    let entries = try (0..<tokens).map { try LedgerConformance.entry("v\($0)", request: LedgerConformance.digest()) }
    let outcome = Mutex((recorded: 0, failures: [LedgerError]()))
    // One thread each: the start of a process must not wait for the end of another.
    let group = DispatchGroup()
    for _ in 0..<count {
      DispatchQueue(label: "racer").async(group: group) {
        do throws(LedgerError) {
          let recorded = try Racers.run(location, entries.shuffled())
          outcome.withLock { $0.recorded += recorded }
        } catch {
          outcome.withLock { $0.failures.append(error) }
        }
      }
    }
    group.wait()
    if let failure = outcome.withLock({ $0.failures.first }) { throw failure }
    return outcome.withLock { $0.recorded }
  }

  private static func run(_ location: String, _ entries: [LedgerEntry]) throws(LedgerError) -> Int {
    let client = try LedgerClient(location: location, program: Helper.built())
    var recorded = 0
    for entry in entries where try client.record(entry) == .recorded { recorded += 1 }
    return recorded
  }
}
