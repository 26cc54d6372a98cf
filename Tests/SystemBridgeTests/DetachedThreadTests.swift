// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemBridge
import Testing

@Suite("Detached threads")
struct DetachedThreadTests {
  @Test("a thread runs its body")
  func runs() throws {
    let hasRun = Monitor(false)
    let isStarted = DetachedThread.start { hasRun.change { $0 = true } }
    try #require(isStarted)
    #expect(hasRun.wait { $0 ? true : nil })
  }

  #if os(Linux)
    @Test("a lower priority is the one thread's, and has an end")
    func priority() throws {
      let niceness = Monitor([Int]())
      let isStarted = DetachedThread.start {
        var found = [DetachedThreadTests.niceness]
        for _ in 0..<2 {
          DetachedThread.current?.lowerPriority(by: 15)
          found.append(DetachedThreadTests.niceness)
        }
        niceness.change { $0 = found }
      }
      try #require(isStarted)
      let found = niceness.wait { $0.isEmpty ? nil : $0 }
      #expect(found == [found[0], min(19, found[0] + 15), 19])
      #expect(DetachedThreadTests.niceness < 19 || found[0] == 19)
    }

    /// The niceness of the running thread: field 19 of its stat file, the name in parentheses being field 2.
    private static var niceness: Int {
      let stat = (try? String(contentsOfFile: "/proc/thread-self/stat", encoding: .utf8)) ?? ""
      let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
      return fields.indices.contains(16) ? Int(fields[16]) ?? -1 : -1
    }
  #endif
}
