// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOHTTP1
import NIOPosix
import Site

/// Reads the requests of one connection as far as their routes allow, and has the site answer them, one after the other:
/// the next one is looked at when the answer before it has left, so that a client that does not read is not worked for.
///
/// Small requests are answered here, on the connection's event loop: to hand one to another thread costs as much as to
/// inspect it. What is large, or may wait for a disk or another machine, goes to threads of its own.
final class SiteHandler: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundIn = Never
  typealias OutboundOut = ByteBuffer

  /// A request that is being read.
  ///
  /// A class: a copy would count its parts once more, at each step of the way.
  private final class Exchange {
    let head: RequestHead
    /// Nil where the answer is out already.
    var route: Route?
    var body = ByteBuffer()
    var byteCount = 0
    let start = NIODeadline.now()

    init(_ head: RequestHead) { self.head = head }
  }

  /// The bytes of a body after which the connection is closed; a route still answers what is over its own limit.
  private static let byteLimit = 2 << 20
  /// The bytes of a body that is answered on the event loop.
  private static let smallBody = 16 << 10

  private let service: SiteService
  private let clock = ConnectionClock()
  private var exchange: Exchange?
  /// What came while an answer was on its way.
  private var waiting = CircularBuffer<HTTPServerRequestPart>()
  private var date = HTTPDate()
  private var lastNoted: RequestObserver.Last?
  private var isAnswering = false
  private var isWorking = false
  private var isReadHeld = false
  /// What ends the connection once everything is answered: its client, octets that are no HTTP, or the server's end.
  private var (isInputClosed, isUnreadable, isStopping) = (false, false, false)

  init(_ service: SiteService) { self.service = service }

  func channelActive(context: ChannelHandlerContext) {
    clock.set(service.idleTimeout, context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    clock.stop()
    exchange = nil
    waiting.removeAll()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    waiting.append(SiteHandler.unwrapInboundIn(data))
    work(context)
  }

  func read(context: ChannelHandlerContext) {
    isReadHeld = isAnswering
    if !isAnswering { context.read() }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed = event { isInputClosed = true }
    if event is ChannelShouldQuiesceEvent { isStopping = true }
    work(context)
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard error is HTTPParserError else { return context.close(promise: nil) }
    isUnreadable = true
    work(context)
  }

  /// Goes on as long as no answer is on its way.
  private func work(_ context: ChannelHandlerContext) {
    // An answer that leaves at once comes back here while the loop below runs.
    guard !isWorking else { return }
    isWorking = true
    while !isAnswering, let part = waiting.popFirst() { take(part, context) }
    if !isAnswering, isUnreadable {
      isUnreadable = false
      refuseUnreadable(context)
    }
    isWorking = false
    guard !isAnswering else { return }
    if isInputClosed || isStopping && exchange == nil {
      context.close(promise: nil)
    } else if isReadHeld {
      isReadHeld = false
      context.read()
    }
  }

  private func take(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
    switch part {
    case .head(let head): begin(RequestHead(head), context)
    case .body(let part): add(part, context)
    case .end: finish(context)
    }
  }

  private func begin(_ head: RequestHead, _ context: ChannelHandlerContext) {
    clock.set(service.requestTimeout, context)
    let exchange = Exchange(head)
    self.exchange = exchange
    switch service.match(head) {
    case .answer(let answer):
      respond(answer, to: exchange, known: head.path == SiteService.metricsPath && answer.status == 200, context)
    case .route(let route):
      exchange.route = route
      if route.bodyLimit > 0, let length = head.contentLength, length > route.bodyLimit {
        refuse(.tooLarge(limit: route.bodyLimit), context)
      } else if head.waitsForContinue {
        context.writeAndFlush(SiteHandler.wrapOutboundOut(AnswerBytes.goOn(context.channel.allocator)), promise: nil)
      }
    }
  }

  private func add(_ part: ByteBuffer, _ context: ChannelHandlerContext) {
    guard let exchange else { return }
    exchange.byteCount += part.readableBytes
    guard exchange.byteCount <= SiteHandler.byteLimit else {
      self.exchange = nil
      return context.close(promise: nil)
    }
    let limit = exchange.route?.bodyLimit ?? 0
    if limit > 0 {
      if exchange.body.readableBytes == 0 { exchange.body = part } else { exchange.body.writeImmutableBuffer(part) }
    }
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
    guard let exchange else { return }
    exchange.route = nil
    exchange.body = ByteBuffer()
    let answer = service.site.answer(problem, origin: exchange.head.origin, path: exchange.head.path)
    respond(answer, to: exchange, known: true, context)
  }

  /// Answers what is no HTTP, unless the request that it stands in was answered before.
  private func refuseUnreadable(_ context: ChannelHandlerContext) {
    if let exchange, exchange.route == nil { return context.close(promise: nil) }
    exchange = nil
    let answer = service.site.answer(.unreadable, origin: nil, path: "")
    respond(answer, to: Exchange(.unreadable), known: false, context)
  }

  /// Sends an answer, then looks at the next request or closes.
  private func respond(
    _ answer: SiteAnswer, to exchange: Exchange, known: Bool, _ context: ChannelHandlerContext
  ) {
    let head = exchange.head
    let isLast = !head.isKeepAlive || isStopping
    isAnswering = true
    let sent = context.eventLoop.makePromise(of: Void.self)
    sent.futureResult.assumeIsolated().whenComplete { _ in
      if isLast { return context.close(promise: nil) }
      self.isAnswering = false
      self.clock.set(self.service.idleTimeout, context)
      self.work(context)
    }
    service.observer.note(
      method: head.method, route: known ? head.path : nil, status: answer.status, size: answer.body.count,
      time: .now() - exchange.start, last: &lastNoted)
    let bytes = AnswerBytes.bytes(
      of: answer, to: head, date: date.now(), isLast: isLast, context.channel.allocator)
    context.writeAndFlush(SiteHandler.wrapOutboundOut(bytes), promise: sent)
  }
}
