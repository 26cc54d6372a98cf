// SPDX-License-Identifier: Apache-2.0
import NIOCore
import TLSBridge

/// Encrypts and decrypts the bytes of one connection.
///
/// It has no time limits of its own: those of ``SiteHandler`` begin with the connection and include the handshake.
final class TLSHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let session: TLSSession
  /// Succeeds when everything that was written so far is sent.
  private var written: EventLoopPromise<Void>?
  private var isClosed = false

  init(_ session: TLSSession) { self.session = session }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let ciphertext = TLSHandler.unwrapInboundIn(data)
    session.receive(ciphertext.readableBytesSpan)
    while !isClosed {
      switch session.read() {
      case .data(let bytes): context.fireChannelRead(TLSHandler.wrapInboundOut(ByteBuffer(bytes: bytes)))
      case .incomplete: return send(context)
      case .closed:
        send(context)
        return context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
      case .failed:
        // The alert explains the failure to the client.
        send(context)
        return context.close(promise: nil)
      }
    }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let plaintext = TLSHandler.unwrapOutboundIn(data)
    guard session.write(plaintext.readableBytesSpan) else {
      promise?.fail(ChannelError.ioOnClosedChannel)
      return context.close(promise: nil)
    }
    guard let promise else { return }
    if let written { written.futureResult.cascade(to: promise) } else { written = promise }
  }

  func flush(context: ChannelHandlerContext) { send(context) }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    if mode != .input, !isClosed {
      session.close()
      send(context)
      isClosed = true
    }
    context.close(mode: mode, promise: promise)
  }

  func channelInactive(context: ChannelHandlerContext) {
    isClosed = true
    written?.fail(ChannelError.ioOnClosedChannel)
    written = nil
    context.fireChannelInactive()
  }

  private func send(_ context: ChannelHandlerContext) {
    let output = session.takeOutput()
    let promise = written
    written = nil
    guard !output.isEmpty || promise != nil else { return context.flush() }
    context.writeAndFlush(TLSHandler.wrapOutboundOut(ByteBuffer(bytes: output)), promise: promise)
  }
}
