// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOHTTP1
import Site

/// Reads the requests of one connection as far as their routes allow, and has the site answer them one after the other:
/// the next one starts when the answer before it has been sent, so that a client that does not read causes no work.
///
/// Only what costs about the same for every request is answered here, on the connection's event loop. Work on input is
/// done by the threads of a pool: it could take so long that other connections and health checks would wait for it.
final class SiteHandler: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundIn = Never
  typealias OutboundOut = HTTPServerResponsePart

  /// A request that is being read.
  ///
  /// A class: a copy would count its parts once more, at each step of the way.
  private final class Exchange {
    let head: RequestHead
    /// Nil where the answer was sent already.
    var route: Route?
    var body = ByteBuffer()
    var byteCount = 0
    let start = NIODeadline.now()

    init(_ head: RequestHead) { self.head = head }
  }

  /// The bytes of a body after which the connection is closed; a route still answers what is over its own limit.
  private static let byteLimit = 2 << 20

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
    // One read ahead spares the kernel two calls for each request, and bounds what is kept for later.
    isReadHeld = isAnswering && !waiting.isEmpty
    if !isReadHeld { context.read() }
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
      respond(answer, to: exchange, known: service.isOwn(head.path, answer), context)
    case .route(let route):
      exchange.route = route
      if route.bodyLimit > 0, let length = head.contentLength, length > route.bodyLimit {
        refuse(.tooLarge(limit: route.bodyLimit), context)
      } else if head.waitsForContinue {
        let head = HTTPResponseHead(version: .http1_1, status: .continue)
        context.writeAndFlush(SiteHandler.wrapOutboundOut(.head(head)), promise: nil)
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
    let request = service.request(exchange.head, body: Array(exchange.body.readableBytesView))
    guard route.effort != .constant else {
      return respond(service.site.answer(request, on: route), to: exchange, known: true, context)
    }
    isAnswering = true
    // The pool answers at its deadline at the latest; the clock is the second wall.
    clock.set(service.requestTimeout + service.idleTimeout, context)
    let deadline = exchange.start + service.requestTimeout
    service.answer(request, on: route, until: deadline, eventLoop: context.eventLoop) { answer in
      self.respond(answer, to: exchange, known: true, context)
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
    clock.set(service.idleTimeout, context)
    let sent = context.eventLoop.makePromise(of: Void.self)
    sent.futureResult.assumeIsolated().whenComplete { result in
      guard case .success = result, !isLast else { return context.close(promise: nil) }
      self.isAnswering = false
      self.clock.set(self.service.idleTimeout, context)
      self.work(context)
    }
    service.observer.note(
      method: head.method, route: known ? head.path : nil, status: answer.status, size: answer.body.count,
      time: .now() - exchange.start, last: &lastNoted)
    write(answer, to: head, isLast: isLast, promise: sent, context)
  }

  private func write(
    _ answer: SiteAnswer, to head: RequestHead, isLast: Bool, promise: EventLoopPromise<Void>,
    _ context: ChannelHandlerContext
  ) {
    let responseHead = HTTPResponseHead(answer, to: head, date: date.now(), isLast: isLast)
    context.write(SiteHandler.wrapOutboundOut(.head(responseHead)), promise: nil)
    if head.method != "HEAD", !answer.body.isEmpty {
      let body = context.channel.allocator.buffer(bytes: answer.body)
      context.write(SiteHandler.wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    }
    context.writeAndFlush(SiteHandler.wrapOutboundOut(.end(nil)), promise: promise)
  }
}

extension HTTPResponseHead {
  /// The status and the fields of an answer.
  ///
  /// - Parameter isLast: whether the connection is closed after it.
  fileprivate init(_ answer: SiteAnswer, to head: RequestHead, date: String, isLast: Bool) {
    var headers = HTTPHeaders()
    headers.reserveCapacity(answer.fields.count + 4)
    headers.add(name: "content-type", value: answer.contentType)
    if answer.status != 204 { headers.add(name: "content-length", value: String(answer.body.count)) }
    headers.add(name: "date", value: date)
    if isLast {
      headers.add(name: "connection", value: "close")
    } else if head.version == .http1_0 {
      headers.add(name: "connection", value: "keep-alive")
    }
    for field in answer.fields { headers.add(name: field.name, value: field.value) }
    self.init(version: .http1_1, status: HTTPResponseStatus(statusCode: answer.status), headers: headers)
  }
}
