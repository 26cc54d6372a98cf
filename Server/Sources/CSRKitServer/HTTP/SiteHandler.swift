// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOHTTP1
import NIOPosix
import Site

/// Reads the requests of one connection as far as their routes allow, and has the site answer them.
///
/// Small requests are answered here, on the connection's event loop: to hand one to another thread costs as much as to
/// inspect it. What is large, or may wait for a disk or another machine, goes to threads of its own.
final class SiteHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// A request that is being read.
  private struct Exchange {
    let head: RequestHead
    /// Nil where the answer is out already.
    var route: Route?
    var body = ByteBuffer()
    var byteCount = 0
    let start = NIODeadline.now()
  }

  /// The bytes of a body after which the connection is closed; a route still answers what is over its own limit.
  private static let byteLimit = 2 << 20
  /// The bytes of a body that is answered on the event loop.
  private static let smallBody = 16 << 10

  private let service: SiteService
  private let clock = ConnectionClock()
  private var exchange: Exchange?
  /// Whether an answer is on its way.
  private var isAnswering = false
  private var isInputClosed = false

  init(_ service: SiteService) { self.service = service }

  func channelActive(context: ChannelHandlerContext) {
    clock.set(service.idleTimeout, context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    clock.stop()
    exchange = nil
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch SiteHandler.unwrapInboundIn(data) {
    case .head(let head): begin(RequestHead(head), context)
    case .body(let part): take(part, context)
    case .end: finish(context)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed = event {
      isInputClosed = true
      if !isAnswering { context.close(promise: nil) }
    }
    context.fireUserInboundEventTriggered(event)
  }

  /// What cannot be parsed is answered, unless an answer is on its way; nothing can be read behind it.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard error is HTTPParserError, !isAnswering else { return context.close(promise: nil) }
    let exchange = Exchange(head: .unreadable)
    self.exchange = exchange
    respond(service.site.answer(.unreadable, origin: nil, path: ""), to: exchange, known: false, context)
  }

  private func begin(_ head: RequestHead, _ context: ChannelHandlerContext) {
    clock.set(service.requestTimeout, context)
    var exchange = Exchange(head: head)
    switch service.match(head) {
    case .answer(let answer):
      self.exchange = exchange
      respond(answer, to: exchange, known: head.path == SiteService.metricsPath && answer.status == 200, context)
    case .route(let route):
      exchange.route = route
      self.exchange = exchange
      if route.bodyLimit > 0, let length = head.contentLength, length > route.bodyLimit {
        refuse(.tooLarge(limit: route.bodyLimit), context)
      } else if head.waitsForContinue {
        let head = HTTPResponseHead(version: head.version, status: .continue)
        context.writeAndFlush(SiteHandler.wrapOutboundOut(.head(head)), promise: nil)
      }
    }
  }

  private func take(_ part: ByteBuffer, _ context: ChannelHandlerContext) {
    guard var exchange else { return }
    self.exchange = nil
    exchange.byteCount += part.readableBytes
    guard exchange.byteCount <= SiteHandler.byteLimit else { return context.close(promise: nil) }
    let limit = exchange.route?.bodyLimit ?? 0
    if limit > 0 {
      if exchange.body.readableBytes == 0 { exchange.body = part } else { exchange.body.writeImmutableBuffer(part) }
    }
    self.exchange = exchange
    if limit > 0, exchange.byteCount > limit { refuse(.tooLarge(limit: limit), context) }
  }

  private func finish(_ context: ChannelHandlerContext) {
    guard let exchange else { return }
    self.exchange = nil
    guard let route = exchange.route else { return }
    let body = Array(exchange.body.readableBytesView)
    let request = service.request(exchange.head, body: body)
    guard route.waits || body.count > SiteHandler.smallBody else {
      return respond(service.site.answer(request, on: route), to: exchange, known: true, context)
    }
    isAnswering = true
    let answer = NIOThreadPool.singleton.runIfActive(eventLoop: context.eventLoop) { [site = service.site] in
      site.answer(request, on: route)
    }
    answer.assumeIsolated().whenComplete { result in
      switch result {
      case .success(let answer): self.respond(answer, to: exchange, known: true, context)
      case .failure: context.close(promise: nil)
      }
    }
  }

  /// Answers before the body is there; the rest of it is read and thrown away.
  private func refuse(_ problem: Problem, _ context: ChannelHandlerContext) {
    guard var exchange else { return }
    exchange.route = nil
    exchange.body = ByteBuffer()
    self.exchange = exchange
    let answer = service.site.answer(problem, origin: exchange.head.origin, path: exchange.head.path)
    respond(answer, to: exchange, known: true, context)
  }

  /// Sends an answer, then waits for the next request or closes.
  private func respond(
    _ answer: SiteAnswer, to exchange: Exchange, known: Bool, _ context: ChannelHandlerContext
  ) {
    let head = exchange.head
    isAnswering = true
    context.write(SiteHandler.wrapOutboundOut(.head(SiteHandler.head(of: answer, to: head))), promise: nil)
    if head.method != "HEAD", !answer.body.isEmpty {
      let body = context.channel.allocator.buffer(bytes: answer.body)
      context.write(SiteHandler.wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    }
    let sent = context.eventLoop.makePromise(of: Void.self)
    sent.futureResult.assumeIsolated().whenComplete { _ in
      self.isAnswering = false
      self.clock.set(self.service.idleTimeout, context)
      if !head.isKeepAlive || self.isInputClosed { context.close(promise: nil) }
    }
    service.observer.note(
      method: head.method, route: known ? head.path : nil, status: answer.status, size: answer.body.count,
      time: .now() - exchange.start)
    context.writeAndFlush(SiteHandler.wrapOutboundOut(.end(nil)), promise: sent)
  }

  private static func head(of answer: SiteAnswer, to head: RequestHead) -> HTTPResponseHead {
    var fields = [("content-type", answer.contentType)]
    fields.reserveCapacity(answer.fields.count + 4)
    fields += answer.fields.lazy.map { ($0.name, $0.value) }
    if answer.status != 204 { fields.append(("content-length", String(answer.body.count))) }
    fields.append(("date", HTTPDate.now()))
    if !head.isKeepAlive {
      fields.append(("connection", "close"))
    } else if head.version == .http1_0 {
      fields.append(("connection", "keep-alive"))
    }
    return HTTPResponseHead(
      version: head.version, status: HTTPResponseStatus(statusCode: answer.status), headers: HTTPHeaders(fields))
  }
}
