// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOHTTP1
import Site

/// Reads the requests of one connection within the limits of their routes and responds to them one at a time. The next
/// request starts after the response to the previous one was sent, so that a client that does not read causes no work.
///
/// Only requests of nearly constant cost are handled on the connection's event loop. Work on input runs on the threads
/// of a pool, since it could delay other connections and health checks.
final class SiteHandler: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundIn = Never
  typealias OutboundOut = HTTPServerResponsePart

  /// A request that is being read.
  ///
  /// A class: copying a structure would update the reference counts of its members at every step.
  private final class Exchange {
    let head: RequestHead
    /// Nil after the response was sent.
    var route: Route?
    /// The route under which the request is counted; nil for none.
    var countedRoute: String?
    var body = ByteBuffer()
    var byteCount = 0
    let start = NIODeadline.now()

    init(_ head: RequestHead) { self.head = head }
  }

  /// The connection is closed after this many bytes of a body; up to it, a body over its route's limit gets a response.
  private static let byteLimit = 2 << 20

  /// How long a connection without a request stays open when the server stops: a request can be on its way, and closing
  /// the connection would reset it.
  private static let stopGrace = TimeAmount.milliseconds(250)

  private let service: SiteService
  private let clock = ConnectionClock()
  private var exchange: Exchange?
  /// Parts that were received while a response was pending.
  private var waiting = CircularBuffer<HTTPServerRequestPart>()
  private var date = HTTPDate()
  private var lastNoted: RequestObserver.Last?
  private var isResponding = false
  private var isWorking = false
  private var isReadHeld = false
  /// Reasons to close the connection after the last response: the client closed it, malformed input, shutdown.
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
    // Reading once ahead saves two system calls for each request and bounds what is buffered.
    isReadHeld = isResponding && !waiting.isEmpty
    if !isReadHeld { context.read() }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed = event { isInputClosed = true }
    if event is ChannelShouldQuiesceEvent {
      isStopping = true
      if exchange == nil, !isResponding { clock.set(SiteHandler.stopGrace, context) }
    } else {
      work(context)
    }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard error is HTTPParserError else { return context.close(promise: nil) }
    isUnreadable = true
    work(context)
  }

  /// Processes parts while no response is pending.
  private func work(_ context: ChannelHandlerContext) {
    // A response that is sent immediately calls this again from the loop below.
    guard !isWorking else { return }
    isWorking = true
    while !isResponding, let part = waiting.popFirst() { take(part, context) }
    if !isResponding, isUnreadable {
      isUnreadable = false
      refuseUnreadable(context)
    }
    isWorking = false
    guard !isResponding else { return }
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
    case .response(let response):
      exchange.countedRoute = service.ownRoute(head.path, response)
      respond(response, to: exchange, context)
    case .route(let route):
      exchange.route = route
      exchange.countedRoute = route.path
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
      return respond(service.site.response(to: request, on: route), to: exchange, context)
    }
    isResponding = true
    // The pool responds at the deadline at the latest; the clock is a safeguard.
    clock.set(service.requestTimeout + service.idleTimeout, context)
    let deadline = exchange.start + service.requestTimeout
    service.handle(request, on: route, until: deadline, eventLoop: context.eventLoop) { response in
      self.respond(response, to: exchange, context)
    }
  }

  /// Responds before the body is complete; the rest of it is read and discarded.
  private func refuse(_ problem: Problem, _ context: ChannelHandlerContext) {
    guard let exchange else { return }
    exchange.route = nil
    exchange.body = ByteBuffer()
    let response = service.site.response(to: problem, origin: exchange.head.origin, path: exchange.head.path)
    respond(response, to: exchange, context)
  }

  /// Responds to malformed HTTP, unless the current request already has a response.
  private func refuseUnreadable(_ context: ChannelHandlerContext) {
    if let exchange, exchange.route == nil { return context.close(promise: nil) }
    exchange = nil
    let response = service.site.response(to: .unreadable, origin: nil, path: "")
    respond(response, to: Exchange(.unreadable), context)
  }

  /// Sends a response, then continues with the next request or closes the connection.
  private func respond(_ response: SiteResponse, to exchange: Exchange, _ context: ChannelHandlerContext) {
    let head = exchange.head
    let isLast = !head.isKeepAlive || isStopping
    isResponding = true
    clock.set(service.idleTimeout, context)
    let sent = context.eventLoop.makePromise(of: Void.self)
    sent.futureResult.assumeIsolated().whenComplete { result in
      guard case .success = result, !isLast else { return context.close(promise: nil) }
      self.isResponding = false
      self.clock.set(self.service.idleTimeout, context)
      self.work(context)
    }
    service.observer.note(
      method: head.method, route: exchange.countedRoute, status: response.status, size: response.body.count,
      time: .now() - exchange.start, last: &lastNoted)
    write(response, to: head, isLast: isLast, promise: sent, context)
  }

  private func write(
    _ response: SiteResponse, to head: RequestHead, isLast: Bool, promise: EventLoopPromise<Void>,
    _ context: ChannelHandlerContext
  ) {
    let responseHead = HTTPResponseHead(
      response, to: head, date: date.now(), isLast: isLast, requiresTLS: service.requiresTLS(head))
    context.write(SiteHandler.wrapOutboundOut(.head(responseHead)), promise: nil)
    if head.method != "HEAD", !response.body.isEmpty {
      let body = context.channel.allocator.buffer(bytes: response.body)
      context.write(SiteHandler.wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    }
    context.writeAndFlush(SiteHandler.wrapOutboundOut(.end(nil)), promise: promise)
  }
}

extension HTTPResponseHead {
  /// - Parameter isLast: whether the connection is closed after the response.
  fileprivate init(
    _ response: SiteResponse, to head: RequestHead, date: String, isLast: Bool, requiresTLS: Bool
  ) {
    var headers = HTTPHeaders()
    headers.reserveCapacity(response.fields.count + 5)
    headers.add(name: "content-type", value: response.contentType)
    if response.status != 204 { headers.add(name: "content-length", value: String(response.body.count)) }
    headers.add(name: "date", value: date)
    if isLast {
      headers.add(name: "connection", value: "close")
    } else if head.version == .http1_0 {
      headers.add(name: "connection", value: "keep-alive")
    }
    // A year, the minimum of browsers' preload lists.
    if requiresTLS { headers.add(name: "strict-transport-security", value: "max-age=31536000") }
    for field in response.fields { headers.add(name: field.name, value: field.value) }
    self.init(version: .http1_1, status: HTTPResponseStatus(statusCode: response.status), headers: headers)
  }
}
