// SPDX-License-Identifier: Apache-2.0
import NIOCore

/// Closes a connection at its deadline, even if the client sends a byte now and then.
///
/// Most deadlines are extended before they pass. Extending one only stores it: the scheduled task checks it again when
/// the old deadline passes.
final class ConnectionClock {
  private var deadline = NIODeadline.distantFuture
  private var watch: (task: Scheduled<Void>, at: NIODeadline)?

  /// Sets the deadline, relative to now.
  func set(_ time: TimeAmount, _ context: ChannelHandlerContext) {
    deadline = .now() + time
    guard let watch, watch.at <= deadline else { return start(context) }
  }

  /// Cancels the deadline.
  func stop() {
    watch?.task.cancel()
    watch = nil
  }

  private func start(_ context: ChannelHandlerContext) {
    watch?.task.cancel()
    let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
      if NIODeadline.now() >= self.deadline { context.close(promise: nil) } else { self.start(context) }
    }
    watch = (task, deadline)
  }
}
