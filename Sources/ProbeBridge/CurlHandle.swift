// SPDX-License-Identifier: Apache-2.0
internal import CCurl
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A libcurl easy handle, used for one request after another by one thread.
///
/// Safe: this value is the only owner of the handle and frees it once; the buffer that libcurl writes into outlives each
/// transfer.
@safe package struct CurlHandle: ~Copyable {
  private let handle: UnsafeMutableRawPointer

  /// Initializes libcurl once, before any thread creates a handle.
  private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  /// Creates a handle; nil when libcurl cannot be initialized.
  package init?() {
    guard CurlHandle.isReady, let handle = unsafe curl_easy_init() else { return nil }
    unsafe self.handle = handle
  }

  deinit { unsafe curl_easy_cleanup(handle) }

  /// Sends one request.
  package borrowing func run(_ fetch: Fetch) throws(FetchFailure) -> FetchAnswer {
    let received = Received(limits: fetch.limits)
    unsafe curl_easy_reset(handle)
    let host = fetch.address.contains(":") ? "[\(fetch.address)]" : fetch.address
    // An empty host and port match every URL: libcurl connects to this address however it reads the URL's host.
    let list = unsafe curl_slist_append(nil, "::\(host):\(fetch.port)")
    defer { unsafe curl_slist_free_all(list) }
    unsafe CCurl_setList(handle, CURLOPT_CONNECT_TO, list)
    set(fetch)
    let context = unsafe Unmanaged.passUnretained(received).toOpaque()
    unsafe CCurl_setReceiver(handle, CURLOPT_WRITEFUNCTION, Received.body)
    unsafe CCurl_setContext(handle, CURLOPT_WRITEDATA, context)
    unsafe CCurl_setReceiver(handle, CURLOPT_HEADERFUNCTION, Received.header)
    unsafe CCurl_setContext(handle, CURLOPT_HEADERDATA, context)
    let code = withExtendedLifetime(received) { unsafe curl_easy_perform(handle) }
    guard code == CURLE_OK else { throw failure(code, received, fetch) }
    return FetchAnswer(
      status: long(CURLINFO_RESPONSE_CODE), body: received.bytes, redirect: text(CURLINFO_REDIRECT_URL))
  }

  private func set(_ fetch: Fetch) {
    unsafe CCurl_setText(handle, CURLOPT_URL, fetch.url)
    unsafe CCurl_setText(handle, CURLOPT_PROTOCOLS_STR, "http,https")
    unsafe CCurl_setText(handle, CURLOPT_USERAGENT, "csrkit")
    // An empty string disables the proxy settings of the environment.
    unsafe CCurl_setText(handle, CURLOPT_PROXY, fetch.proxy ?? "")
    unsafe CCurl_setLong(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    unsafe CCurl_setLong(handle, CURLOPT_FOLLOWLOCATION, 0)
    unsafe CCurl_setLong(handle, CURLOPT_NOSIGNAL, 1)
    unsafe CCurl_setLong(handle, CURLOPT_FRESH_CONNECT, 1)
    unsafe CCurl_setLong(handle, CURLOPT_FORBID_REUSE, 1)
    unsafe CCurl_setLong(handle, CURLOPT_SSL_VERIFYPEER, fetch.checksCertificate ? 1 : 0)
    unsafe CCurl_setLong(handle, CURLOPT_SSL_VERIFYHOST, fetch.checksCertificate ? 2 : 0)
    unsafe CCurl_setLong(handle, CURLOPT_CONNECTTIMEOUT_MS, fetch.limits.connectMilliseconds)
    unsafe CCurl_setLong(handle, CURLOPT_TIMEOUT_MS, fetch.limits.totalMilliseconds)
  }

  private func failure(_ code: CURLcode, _ received: Received, _ fetch: Fetch) -> FetchFailure {
    let reason = unsafe String(cString: curl_easy_strerror(code))
    switch code {
    case CURLE_WRITE_ERROR where received.bodyIsTooLong:
      return .bodyTooLong(limit: fetch.limits.bodyOctets, start: received.bytes)
    case CURLE_WRITE_ERROR where received.headersAreTooLong:
      return .headersTooLong(limit: fetch.limits.headerOctets)
    case CURLE_OPERATION_TIMEDOUT: return .timeLimit
    case CURLE_COULDNT_CONNECT:
      let number = long(CURLINFO_OS_ERRNO)
      if [Int(ENETUNREACH), Int(EADDRNOTAVAIL), Int(EAFNOSUPPORT)].contains(number) { return .noRoute }
      return .connect(number == 0 ? reason : unsafe String(cString: strerror(Int32(truncatingIfNeeded: number))))
    case CURLE_PEER_FAILED_VERIFICATION: return .certificate(reason)
    case CURLE_SSL_CONNECT_ERROR: return .tls(reason)
    default: return .broken(reason)
    }
  }

  private func long(_ info: CURLINFO) -> Int {
    var value = 0
    unsafe CCurl_getLong(handle, info, &value)
    return value
  }

  private func text(_ info: CURLINFO) -> String? {
    var value: UnsafeMutablePointer<CChar>?
    unsafe CCurl_getText(handle, info, &value)
    return unsafe value.map { unsafe String(cString: $0) }
  }
}

/// What has been received so far, never more than the limits.
private final class Received {
  let limits: FetchLimits
  var bytes: [UInt8] = []
  var headerOctets = 0
  var bodyIsTooLong = false
  var headersAreTooLong = false

  init(limits: FetchLimits) { self.limits = limits }

  /// libcurl stops the transfer when this returns less than it delivered.
  static let body: CCurl_receiver = { bytes, size, count, context in
    guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
    let received = unsafe Unmanaged<Received>.fromOpaque(context).takeUnretainedValue()
    let room = received.limits.bodyOctets - received.bytes.count
    let part = unsafe UnsafeRawBufferPointer(start: bytes, count: min(count * size, room))
    unsafe received.bytes.append(contentsOf: part)
    received.bodyIsTooLong = count * size > room
    return received.bodyIsTooLong ? 0 : count * size
  }

  static let header: CCurl_receiver = { _, size, count, context in
    guard let context = unsafe context else { return 0 }
    let received = unsafe Unmanaged<Received>.fromOpaque(context).takeUnretainedValue()
    received.headerOctets += count * size
    received.headersAreTooLong = received.headerOctets > received.limits.headerOctets
    return received.headersAreTooLong ? 0 : count * size
  }
}
