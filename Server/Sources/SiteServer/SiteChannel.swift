// SPDX-License-Identifier: Apache-2.0
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// The channel setup for each connection of Hummingbird's server: HTTP/1 and `SiteHandler`.
struct SiteChannel: ServerChildChannel {
  struct Value: ServerChildChannelValue {
    let channel: any Channel
  }

  let service: SiteService

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    channel.eventLoop.makeCompletedFuture {
      var limits = NIOHTTPDecoderLimitConfiguration()
      limits.maxHeaderFieldSize = 16 << 10
      limits.maxHeaderListSize = 32 << 10
      limits.maxHeaderFieldCount = 100
      let decoder = HTTPRequestDecoder(limitConfiguration: limits)
      let pipeline = channel.pipeline.syncOperations
      try pipeline.addHandlers(ByteToMessageHandler(decoder), HTTPResponseEncoder(), NIOHTTPResponseHeadersValidator())
      try pipeline.addHandler(SiteHandler(service))
      return Value(channel: channel)
    }
  }

  /// Waits until the connection is closed; the work happens on the event loop.
  func handle(value: Value, logger: Logger) async {
    await withTaskCancellationHandler {
      try? await value.channel.closeFuture.get()
    } onCancel: {
      value.channel.close(promise: nil)
    }
  }
}
