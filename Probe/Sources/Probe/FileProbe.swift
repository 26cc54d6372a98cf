// SPDX-License-Identifier: Apache-2.0
internal import CurlBridge
internal import DomainNames
internal import UnboundBridge

/// Fetches a file as the CA would, from each address of its host.
struct FileProbe: ~Copyable {
  /// How many redirects are followed to see where they lead.
  static let maximumRedirects = 5

  let url: String
  let body: String
  let options: ProbeOptions
  var findings: [ProbeFinding] = []

  init(url: String, body: String, options: ProbeOptions) {
    self.url = url
    self.body = body
    self.options = options
  }

  /// Looks; what was found is in ``findings``.
  mutating func run(_ resolver: borrowing UnboundResolver, _ curl: borrowing CurlHandle) {
    guard let start = WebAddress(url) else {
      findings.append(ProbeFinding(.error, "file.url", "\(ShownText.excerpt(url)) is no URL of HTTP or HTTPS"))
      return
    }
    let host = HostAddresses(of: start.bareHost, resolver, options)
    findings += host.findings
    var unreachable: [IPAddress] = []
    // One of each family: more would only repeat themselves.
    for family in IPAddress.Family.allCases {
      guard let address = host.addresses.first(where: { $0.family == family }) else { continue }
      if !follow(start, address, resolver, curl) { unreachable.append(address) }
    }
    for address in unreachable {
      let isOnly = unreachable.count == host.addresses.count
      findings.append(
        ProbeFinding(
          isOnly ? .error : .info, "address.no-route",
          "this machine has no route to \(address); what is there could not be looked at"))
    }
  }

  /// Follows one address to its end; false when there is no route to it.
  private mutating func follow(
    _ start: WebAddress, _ first: IPAddress, _ resolver: borrowing UnboundResolver, _ curl: borrowing CurlHandle
  ) -> Bool {
    var (place, address, seen) = (start, first, Set<WebAddress>())
    while true {
      seen.insert(place)
      let answer: FetchAnswer
      do throws(FetchFailure) {
        answer = try fetch(place, address, curl)
      } catch {
        if error == .noRoute { return false }
        findings.append(FetchFault.finding(error, place.url, "\(address)"))
        return true
      }
      guard let target = answer.redirect else {
        judge(answer, place, address)
        return true
      }
      guard let next = step(from: place, to: target, answer.status, seen) else { return true }
      let host = HostAddresses(of: next.bareHost, resolver, options)
      findings += host.findings
      guard let follower = host.addresses.first(where: { $0.family == address.family }) ?? host.addresses.first else {
        return true
      }
      (place, address) = (next, follower)
    }
  }

  private mutating func fetch(
    _ place: WebAddress, _ address: IPAddress, _ curl: borrowing CurlHandle
  ) throws(FetchFailure) -> FetchAnswer {
    var fetch = Fetch(
      url: place.url, host: place.host, port: place.port, address: options.hosts["\(address)"] ?? "\(address)",
      connectPort: options.ports[place.port] ?? place.port)
    fetch.proxy = options.proxy
    fetch.limits.connectMilliseconds = options.connectMilliseconds
    fetch.limits.totalMilliseconds = options.remaining
    do throws(FetchFailure) {
      return try curl.run(fetch)
    } catch .certificate(let reason) {
      findings.append(
        ProbeFinding(
          .warning, "tls.certificate",
          "the certificate at \(place.url) (\(address)) does not check out (\(reason)); whether the CA looks past "
            + "that is not written down", fix: "use HTTP_CSR_HASH, or install a valid certificate for the host first"))
      fetch.checksCertificate = false
      return try curl.run(fetch)
    }
  }

  private mutating func judge(_ answer: FetchAnswer, _ place: WebAddress, _ address: IPAddress) {
    guard answer.status == 200 else {
      findings.append(
        ProbeFinding(
          .error, "file.status",
          "\(place.url) (\(address)) answers with status \(answer.status) and \(ShownText.excerpt(answer.body, limit: 60))",
          fix: answer.status == 404
            ? "put the file at this path on the server that answers for this host"
            : "let the server answer with 200 to everybody, without log-in, filter or maintenance page"))
      return
    }
    findings.append(BodyComparison.finding(answer.body, expected: body, url: "\(place.url) (\(address))"))
  }

  /// The place that a redirect leads to; nil when it is not to be followed.
  private mutating func step(
    from place: WebAddress, to target: String, _ status: Int, _ seen: Set<WebAddress>
  ) -> WebAddress? {
    let way = "\(place.url) redirects with \(status) to \(ShownText.excerpt(target, limit: 200))"
    let fix = "serve the file without a redirect: exempt /.well-known/pki-validation/ from it"
    guard let next = WebAddress(target), next.isUsualPort, [301, 302, 307, 308].contains(status) else {
      findings.append(
        ProbeFinding(.error, "redirect.refused", "\(way), which the CA does not follow (BR 3.2.2.4.18)", fix: fix))
      return nil
    }
    guard !seen.contains(next), seen.count <= FileProbe.maximumRedirects else {
      findings.append(ProbeFinding(.error, "redirect.loop", "\(way), and so on without end", fix: fix))
      return nil
    }
    findings.append(
      ProbeFinding(.warning, "redirect.seen", "\(way); accounts differ on whether Sectigo follows it", fix: fix))
    return next
  }
}
