// SPDX-License-Identifier: Apache-2.0

/// One HTTP request to one known address; redirects are reported and never followed.
public struct Fetch: Sendable, Hashable {
  /// The URL; its host goes into the Host header and, for HTTPS, into SNI and the check of the certificate.
  public var url: String
  /// The URL's host as it stands there, and the port that it means.
  public var host: String
  /// The port that the URL means.
  public var port: Int
  /// The address to connect to; nothing is looked up.
  public var address: String
  /// The port to connect to, other than ``port`` only where a test's server listens elsewhere.
  public var connectPort: Int
  /// Whether a certificate that does not check out ends the fetch.
  public var checksCertificate = true
  /// A proxy's URL; nil connects directly, whatever the environment says.
  public var proxy: String?
  /// The limits.
  public var limits = FetchLimits()

  /// A request.
  public init(url: String, host: String, port: Int, address: String, connectPort: Int) {
    self.url = url
    self.host = host
    self.port = port
    self.address = address
    self.connectPort = connectPort
  }
}

/// How long and how much.
public struct FetchLimits: Sendable, Hashable {
  /// Milliseconds until the connection stands.
  public var connectMilliseconds = 10_000
  /// Milliseconds for everything.
  public var totalMilliseconds = 20_000
  /// Octets of the body.
  public var bodyOctets = 8192
  /// Octets of the headers.
  public var headerOctets = 32_768

  /// The usual limits.
  public init() {}
}

/// What a server answered.
public struct FetchAnswer: Sendable, Hashable {
  /// The HTTP status.
  public let status: Int
  /// The Content-Type header.
  public let contentType: String?
  /// The body, whole.
  public let body: [UInt8]
  /// Where a redirect leads, absolute; nil when it is none.
  public let redirect: String?
}

/// Why there is no answer.
public enum FetchFailure: Error, Sendable, Hashable {
  /// Nothing was connected, in libcurl's words.
  case connect(String)
  /// The machine that asks has no route to such addresses.
  case noRoute
  /// The time limit passed.
  case timeLimit
  /// The body is over the limit; its first octets.
  case bodyTooLong(limit: Int, start: [UInt8])
  /// The headers are over the limit.
  case headersTooLong(limit: Int)
  /// The server's certificate does not check out, in libcurl's words.
  case certificate(String)
  /// TLS was not agreed on, in libcurl's words.
  case tls(String)
  /// The server ended the connection without a whole answer, or its answer is not HTTP; in libcurl's words.
  case broken(String)
}
