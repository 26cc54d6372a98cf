// SPDX-License-Identifier: Apache-2.0
internal import CurlBridge

/// What a failed fetch means.
enum FetchFault {
  static func finding(
    _ failure: FetchFailure, _ url: String, _ address: String
  ) -> ProbeFinding {
    let place = "\(url) (\(address))"
    switch failure {
    case .connect(let reason):
      let family = address.contains(":") ? "IPv6 " : ""
      return ProbeFinding(
        .error, "connect.failed", "nothing answers at the \(family)address of \(place): \(reason)",
        fix: family.isEmpty
          ? "open the port to everybody, or prove the name by CNAME_CSR_HASH"
          : "let the server listen on IPv6 too, or take the AAAA record away; the CA may come by either")
    case .noRoute:
      return ProbeFinding(.error, "address.no-route", "this machine has no route to \(address)")
    case .timeLimit:
      return ProbeFinding(
        .error, "fetch.time-limit", "\(place) gave no whole answer within the time limit",
        fix: "see that a firewall lets everybody in and that the server answers a small file at once")
    case .bodyTooLong(let limit, let start):
      return ProbeFinding(
        .error, "file.too-long",
        "\(place) sends more than \(limit) octets, beginning with \(ShownText.excerpt(start, limit: 60))",
        fix: "serve the file itself; it has under 100 octets")
    case .headersTooLong(let limit):
      return ProbeFinding(.error, "fetch.headers", "\(place) sends more than \(limit) octets of headers")
    case .certificate(let reason):
      return ProbeFinding(.error, "tls.certificate", "the certificate at \(place) does not check out: \(reason)")
    case .tls(let reason):
      return ProbeFinding(
        .error, "tls.failed", "\(place) does not agree on TLS: \(reason)", fix: "use HTTP_CSR_HASH for this name")
    case .broken(let reason):
      return ProbeFinding(
        .error, "fetch.broken", "\(place) gives no HTTP answer: \(reason)", fix: "see what listens on this port")
    }
  }
}
