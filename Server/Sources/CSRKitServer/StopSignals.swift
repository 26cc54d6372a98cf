// SPDX-License-Identifier: Apache-2.0
import SystemBridge

/// SIGTERM and SIGINT, which end the server after its open requests; a second one ends it at once.
struct StopSignals {
  private let stream: AsyncStream<Void>

  /// Waits for signals from now on.
  init() {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    self.stream = stream
    guard StopSignal.watch() else { return }
    _ = DetachedThread.start {
      var count = 0
      while true {
        StopSignal.wait()
        count += 1
        if count > 1 { Process.end(status: 0) }
        continuation.yield()
      }
    }
  }

  /// Waits for the first signal.
  func first() async {
    for await _ in stream { return }
  }
}
