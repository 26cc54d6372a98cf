// SPDX-License-Identifier: Apache-2.0
import NIOCore
import Synchronization

/// The connections that are open.
final class OpenConnections: Sendable {
  private struct State {
    var channels: [ObjectIdentifier: any Channel] = [:]
    var isStopping = false
  }

  private let state = Mutex(State())
  /// Succeeds after a shutdown, when no connection is open.
  private let ended: EventLoopPromise<Void>

  init(ended: EventLoopPromise<Void>) { self.ended = ended }

  var count: Int { state.withLock { $0.channels.count } }

  /// Counts a connection until it is closed.
  ///
  /// - Parameter onClose: called after it was removed.
  func add(_ channel: any Channel, onClose: @escaping @Sendable () -> Void) {
    state.withLock { $0.channels[ObjectIdentifier(channel)] = channel }
    channel.closeFuture.whenComplete { _ in
      let isLast = self.state.withLock { state in
        state.channels[ObjectIdentifier(channel)] = nil
        return state.isStopping && state.channels.isEmpty
      }
      if isLast { self.ended.succeed() }
      onClose()
    }
  }

  /// Asks all connections to close after their current request; no further ones may be added.
  func stop() {
    let channels = state.withLock { state in
      state.isStopping = true
      return Array(state.channels.values)
    }
    for channel in channels { channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }
    if channels.isEmpty { ended.succeed() }
  }

  /// Closes all connections at once.
  func close() {
    for channel in state.withLock({ Array($0.channels.values) }) { channel.close(promise: nil) }
  }
}

/// Accepts connections up to a limit.
///
/// It is in the pipeline of the listening channel, which reads one connection at a time. At the limit it does not read:
/// further connections wait in the kernel's queue.
final class ConnectionGate: ChannelDuplexHandler {
  typealias InboundIn = any Channel
  typealias OutboundIn = Never

  private let limit: Int
  private let connections: OpenConnections
  private var isReadHeld = false

  init(limit: Int, _ connections: OpenConnections) {
    self.limit = limit
    self.connections = connections
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let (gate, eventLoop) = (NIOLoopBound(self, eventLoop: context.eventLoop), context.eventLoop)
    let bound = NIOLoopBound(context, eventLoop: eventLoop)
    connections.add(ConnectionGate.unwrapInboundIn(data)) {
      eventLoop.execute { gate.value.resume(bound.value) }
    }
    context.fireChannelRead(data)
  }

  func read(context: ChannelHandlerContext) {
    isReadHeld = connections.count >= limit
    if !isReadHeld { context.read() }
  }

  private func resume(_ context: ChannelHandlerContext) {
    if isReadHeld { read(context: context) }
  }
}
