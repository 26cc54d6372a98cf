// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOHTTPTypes

/// Ends exchanges that take too long or send too much, whatever the client does meanwhile.
///
/// An idle timeout alone is kept off by a byte now and then; this clock runs from a request's head to the last byte of
/// its answer.
final class ExchangeGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let limit: TimeAmount
  private let byteLimit: Int
  private var clock: Scheduled<Void>?
  private var open = 0
  private var byteCount = 0

  /// - Parameters:
  ///   - limit: the time for one exchange.
  ///   - byteLimit: the bytes of a body after which the connection is closed; larger than any limit of a route, since a
  ///     route still answers what is over its own.
  init(limit: TimeAmount, byteLimit: Int) {
    self.limit = limit
    self.byteLimit = byteLimit
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      open += 1
      byteCount = 0
      if clock == nil { start(context) }
    case .body(let buffer):
      byteCount += buffer.readableBytes
      guard byteCount <= byteLimit else {
        context.close(promise: nil)
        return
      }
    case .end: break
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .end = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
    let written = promise ?? context.eventLoop.makePromise(of: Void.self)
    written.futureResult.assumeIsolated().whenComplete { _ in
      self.stop()
      self.open = max(0, self.open - 1)
      if self.open > 0 { self.start(context) }
    }
    context.write(data, promise: written)
  }

  func channelInactive(context: ChannelHandlerContext) {
    stop()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { stop() }

  private func start(_ context: ChannelHandlerContext) {
    clock = context.eventLoop.assumeIsolated().scheduleTask(in: limit) { context.close(promise: nil) }
  }

  private func stop() {
    clock?.cancel()
    clock = nil
  }
}
