// SPDX-License-Identifier: Apache-2.0

/// One HTTP request to one known address; redirects are reported and not followed.
package struct Fetch: Sendable, Hashable {
  /// The URL; its host goes into the Host header and, for HTTPS, into SNI and the certificate check.
  package var url: String
  /// The IP address to connect to, whatever the URL's host; nothing is looked up.
  package var address: String
  /// The port to connect to, whatever the URL's port.
  package var port: Int
  /// Whether an invalid certificate fails the request.
  package var checksCertificate = true
  /// The URL of a proxy; nil connects directly, and the environment's proxy settings are not used.
  package var proxy: String?
  package var limits = FetchLimits()

  package init(url: String, address: String, port: Int) {
    self.url = url
    self.address = address
    self.port = port
  }
}

/// Limits on the time and size of one request.
package struct FetchLimits: Sendable, Hashable {
  /// Milliseconds until the connection is established.
  package var connectMilliseconds = 10_000
  /// Milliseconds for the complete request.
  package var totalMilliseconds = 20_000
  /// Octets of the body.
  package var bodyOctets = 8192
  /// Octets of all headers.
  package var headerOctets = 32_768
}

/// What a server sent.
package struct FetchAnswer: Sendable, Hashable {
  package let status: Int
  package let body: [UInt8]
  /// The absolute target of a redirect; nil for any other response.
  package let redirect: String?
}

/// Why there is no response; texts are libcurl's or the system's.
package enum FetchFailure: Error, Sendable, Hashable {
  case connect(String)
  /// This machine has no route to the address.
  case noRoute
  case timeLimit
  /// The body exceeds the limit; `start` is what was received below it.
  case bodyTooLong(limit: Int, start: [UInt8])
  case headersTooLong(limit: Int)
  case certificate(String)
  /// The TLS handshake failed.
  case tls(String)
  /// The connection closed before the response was complete, or the response is not HTTP.
  case broken(String)
}
