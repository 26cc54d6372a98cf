// SPDX-License-Identifier: Apache-2.0
internal import CUnbound
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// How a resolver asks.
public struct ResolverSettings: Sendable, Hashable {
  /// Resolvers that all questions go to, `address` or `address@port`; none means to ask from the root down.
  public var forwarders: [String] = []
  /// A zone whose questions go to these servers of its own, `address` or `address@port`.
  public var stub: Stub?
  /// Trust anchors as DS or DNSKEY records in text; without one nothing is validated.
  public var trustAnchors: [String] = ResolverSettings.rootAnchors
  /// Zones without signatures, which are not validated below an anchor.
  public var insecureDomains: [String] = []
  /// Whether servers on this machine are asked.
  public var asksLocalhost = false

  /// A zone and its servers.
  public struct Stub: Sendable, Hashable {
    /// The zone.
    public let zone: String
    /// Its servers.
    public let servers: [String]

    /// A zone and its servers.
    public init(zone: String, servers: [String]) {
      self.zone = zone
      self.servers = servers
    }
  }

  /// The usual settings: from the root down, validated.
  public init() {}

  /// The root's keys of 2017 and 2024 (IANA, https://data.iana.org/root-anchors/root-anchors.xml).
  public static let rootAnchors = [
    ". IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D",
    ". IN DS 38696 8 2 683D2D0ACB8C9B712A1948B27F741219298D0A450D612C483AF444A4C0FB2B16",
  ]
}

/// A validating resolver of this process (libunbound), used by one thread.
///
/// Safe: the context is owned alone and freed once; an answer's box outlives its question, as a question that is
/// given up is cancelled before its box goes.
@safe public struct UnboundResolver: ~Copyable {
  private let context: OpaquePointer

  private init(owning context: OpaquePointer) { unsafe self.context = context }

  /// Sets a resolver up.
  public static func make(_ settings: ResolverSettings) throws(DNSFailure) -> UnboundResolver {
    guard let context = unsafe ub_ctx_create() else { throw .resolver("out of memory") }
    let resolver = unsafe UnboundResolver(owning: context)
    // A thread of the library's own, so that a question can be given up.
    try check(unsafe ub_ctx_async(context, 1))
    for (name, value) in options(settings) { try check(unsafe ub_ctx_set_option(context, name, value)) }
    for forwarder in settings.forwarders { try check(unsafe ub_ctx_set_fwd(context, forwarder)) }
    for server in settings.stub?.servers ?? [] {
      try check(unsafe ub_ctx_set_stub(context, settings.stub?.zone, server, 0))
    }
    for anchor in settings.trustAnchors { try check(unsafe ub_ctx_add_ta(context, anchor)) }
    return resolver
  }

  deinit { unsafe ub_ctx_delete(context) }

  private static func options(_ settings: ResolverSettings) -> [(String, String)] {
    var options = [
      ("msg-cache-size:", "1m"), ("rrset-cache-size:", "2m"), ("key-cache-size:", "512k"),
      ("neg-cache-size:", "256k"), ("qname-minimisation:", "no"), ("module-config:", "validator iterator"),
    ]
    if settings.trustAnchors.isEmpty { options[options.count - 1].1 = "iterator" }
    if settings.asksLocalhost { options.append(("do-not-query-localhost:", "no")) }
    options += settings.insecureDomains.map { ("domain-insecure:", $0) }
    return options
  }

  /// Asks for the records of a name; waits at most `milliseconds`.
  public borrowing func ask(
    _ name: String, _ type: RecordType, milliseconds: Int
  ) throws(DNSFailure) -> DNSAnswer {
    let box = AnswerBox()
    var identifier: Int32 = 0
    let pointer = unsafe Unmanaged.passUnretained(box).toOpaque()
    try UnboundResolver.check(
      unsafe ub_resolve_async(context, name, type.rawValue, 1, pointer, AnswerBox.receive, &identifier))
    let deadline = UnboundResolver.now() + milliseconds
    while !box.isDone {
      let rest = deadline - UnboundResolver.now()
      var waiting = pollfd(fd: unsafe ub_fd(context), events: Int16(POLLIN), revents: 0)
      guard rest > 0, unsafe poll(&waiting, 1, Int32(min(rest, 60_000))) != 0 else {
        unsafe ub_cancel(context, identifier)
        throw .timeLimit
      }
      try UnboundResolver.check(unsafe ub_process(context))
    }
    return try withExtendedLifetime(box) { () throws(DNSFailure) in
      guard let answer = box.answer else { throw .resolver(box.reason) }
      return answer
    }
  }

  private static func now() -> Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  private static func check(_ code: Int32) throws(DNSFailure) {
    guard code == 0 else { throw .resolver(AnswerBox.reason(code)) }
  }
}

/// Where the library leaves an answer.
private final class AnswerBox {
  var isDone = false
  var answer: DNSAnswer?
  var reason = ""

  static func reason(_ code: Int32) -> String {
    unsafe ub_strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
  }

  static let receive: ub_callback_type = { context, code, result in
    guard let context = unsafe context else { return }
    let box = unsafe Unmanaged<AnswerBox>.fromOpaque(context).takeUnretainedValue()
    box.isDone = true
    guard code == 0, let result = unsafe result else {
      box.reason = AnswerBox.reason(code)
      return
    }
    box.answer = unsafe DNSAnswer(result.pointee)
    unsafe ub_resolve_free(result)
  }
}

extension DNSAnswer {
  fileprivate init(_ result: ub_result) {
    var records: [[UInt8]] = []
    if let data = unsafe result.data, let lengths = unsafe result.len {
      var index = 0
      while let record = unsafe data[index] {
        unsafe records.append([UInt8](UnsafeRawBufferPointer(start: record, count: Int(lengths[index]))))
        index += 1
      }
    }
    self.records = unsafe result.havedata != 0 ? records : []
    code = unsafe Int(result.rcode)
    isMissing = unsafe result.nxdomain != 0
    isSecure = unsafe result.secure != 0
    let reason = unsafe result.why_bogus.map { unsafe String(cString: $0) }
    bogus = unsafe result.bogus != 0 ? reason ?? "no reason given" : nil
  }
}
