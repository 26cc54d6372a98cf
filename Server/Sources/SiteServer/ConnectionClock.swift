// SPDX-License-Identifier: Apache-2.0
import NIOCore

/// Closes a connection at its deadline, whatever the client does meanwhile: a byte now and then does not keep it open.
///
/// Most deadlines are moved before they pass, so that moving one is a store: the scheduled task looks again when the old
/// deadline passes.
final class ConnectionClock {
  private var deadline = NIODeadline.distantFuture
  private var watch: (task: Scheduled<Void>, at: NIODeadline)?

  /// Gives the connection so much time from now.
  func set(_ time: TimeAmount, _ context: ChannelHandlerContext) {
    deadline = .now() + time
    guard let watch, watch.at <= deadline else { return start(context) }
  }

  /// Stops watching.
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
