// SPDX-License-Identifier: Apache-2.0
internal import CUnbound
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// How a resolver sends its queries.
package struct ResolverSettings: Sendable, Hashable {
  /// Resolvers that receive all queries, `address` or `address@port`; empty resolves from the root.
  package var forwarders: [String] = []
  /// A zone whose queries go to the given servers.
  package var stub: Stub?
  /// Trust anchors as DS or DNSKEY records in presentation format; empty disables validation.
  package var trustAnchors: [String] = ResolverSettings.rootAnchors
  /// Whether servers at loopback addresses are queried.
  package var asksLocalhost = false

  /// A zone and its servers, `address` or `address@port`.
  package struct Stub: Sendable, Hashable {
    package let zone: String
    package let servers: [String]

    package init(zone: String, servers: [String]) {
      self.zone = zone
      self.servers = servers
    }
  }

  /// Resolves from the root and validates.
  package init() {}

  /// The root's key signing keys of 2017 and 2024 (IANA, https://data.iana.org/root-anchors/root-anchors.xml).
  package static let rootAnchors = [
    ". IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D",
    ". IN DS 38696 8 2 683D2D0ACB8C9B712A1948B27F741219298D0A450D612C483AF444A4C0FB2B16",
  ]
}

/// A validating resolver in this process (libunbound), used by one thread.
///
/// Safe: this value is the only owner of the context and frees it once; the box of an answer outlives its query, because
/// a query without an answer is cancelled before its box is released.
@safe package struct UnboundResolver: ~Copyable {
  private let context: OpaquePointer

  private init(owning context: OpaquePointer) { unsafe self.context = context }

  /// Creates a resolver; fails when libunbound rejects a setting.
  package static func make(_ settings: ResolverSettings) throws(DNSFailure) -> UnboundResolver {
    guard let context = unsafe ub_ctx_create() else { throw .resolver("out of memory") }
    let resolver = unsafe UnboundResolver(owning: context)
    // With a separate thread, libunbound can cancel a query.
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
    return options
  }

  /// Queries the records of a name and waits at most `milliseconds`, which is limited to 1 to 600,000.
  package borrowing func ask(
    _ name: String, _ type: RecordType, milliseconds: Int
  ) throws(DNSFailure) -> DNSAnswer {
    let box = AnswerBox()
    var identifier: Int32 = 0
    let pointer = unsafe Unmanaged.passUnretained(box).toOpaque()
    try UnboundResolver.check(
      unsafe ub_resolve_async(context, name, type.rawValue, 1, pointer, AnswerBox.receive, &identifier))
    return try withExtendedLifetime(box) { () throws(DNSFailure) in
      if let failure = wait(for: box, milliseconds: min(max(1, milliseconds), 600_000)) {
        unsafe ub_cancel(context, identifier)
        throw failure
      }
      guard let answer = box.answer else { throw .resolver(box.reason) }
      return answer
    }
  }

  /// Why there is no answer; nil if there is one. The monotonic clock ends the loop at the deadline.
  private func wait(for box: AnswerBox, milliseconds: Int) -> DNSFailure? {
    let deadline = UnboundResolver.now() + milliseconds
    while !box.isDone {
      let rest = deadline - UnboundResolver.now()
      guard rest > 0 else { return .timeLimit }
      var waiting = pollfd(fd: unsafe ub_fd(context), events: Int16(POLLIN), revents: 0)
      guard unsafe poll(&waiting, 1, Int32(min(rest, 60_000))) > 0 else { continue }
      let code = unsafe ub_process(context)
      if code != 0 { return .resolver(AnswerBox.reason(code)) }
    }
    return nil
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

/// Where libunbound delivers an answer.
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
  private static let maximumRecords = 65_536

  fileprivate init(_ result: ub_result) {
    var records: [[UInt8]] = []
    if let data = unsafe result.data, let lengths = unsafe result.len {
      // A null pointer ends the array; a DNS message of 64 KiB has fewer records than the bound.
      for index in 0..<DNSAnswer.maximumRecords {
        guard let record = unsafe data[index] else { break }
        unsafe records.append([UInt8](UnsafeRawBufferPointer(start: record, count: Int(lengths[index]))))
      }
    }
    self.records = unsafe result.havedata != 0 ? records : []
    code = unsafe Int(result.rcode)
    let reason = unsafe result.why_bogus.map { unsafe String(cString: $0) }
    bogus = unsafe result.bogus != 0 ? reason ?? "no reason given" : nil
  }
}
