// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import DomainNames
internal import ProbeBridge

/// Requests a file as the CA does, from each address of its host.
struct FileProbe: ~Copyable {
  /// The maximum number of redirects that are followed, to report their target.
  static let maximumRedirects = 5

  let url: String
  let body: String
  let options: NameOptions
  private let fix: FileFix
  private(set) var findings: [ProbeFinding] = []
  private var hasSearched = false

  init(url: String, body: String, options: NameOptions) {
    self.url = url
    self.body = body
    self.options = options
    fix = FileFix(url: url, body: body)
  }

  /// Requests the file from one address of each family; the result is in ``findings``.
  mutating func run(_ resolver: borrowing UnboundResolver, _ curl: borrowing CurlHandle) {
    guard let start = WebAddress(url) else {
      findings.append(ProbeFinding(.error, .fileURL, "\(Excerpt.of(url)) is not a valid HTTP or HTTPS URL"))
      return
    }
    let host = HostAddresses(of: start.bareHost, resolver, options)
    findings += host.findings
    let addresses = IPAddress.Family.allCases.compactMap { family in host.addresses.first { $0.family == family } }
    var unreachable: [IPAddress] = []
    for first in addresses {
      if let address = follow(start, first, resolver, curl) { unreachable.append(address) }
    }
    for address in unreachable {
      findings.append(
        ProbeFinding(
          unreachable.count == addresses.count ? .error : .info, .addressNoRoute,
          "this machine has no route to \(address), so the file there was not checked"))
    }
  }

  /// Requests the file from an address and follows redirects; the address to which there is no route, nil otherwise.
  private mutating func follow(
    _ start: WebAddress, _ first: IPAddress, _ resolver: borrowing UnboundResolver, _ curl: borrowing CurlHandle
  ) -> IPAddress? {
    var (place, address, seen) = (start, first, Set([start]))
    // `step` refuses the redirect after the last of these.
    for _ in 0...FileProbe.maximumRedirects {
      let answer: FetchAnswer
      do throws(FetchFailure) {
        answer = try fetch(place, address, curl)
      } catch {
        if error == .noRoute { return address }
        findings.append(ProbeFinding(error, place.url, "\(address)"))
        return nil
      }
      guard let target = answer.redirect else {
        judge(answer, place, address, curl)
        return nil
      }
      guard let next = step(from: place, to: target, answer.status, seen) else { return nil }
      let host = HostAddresses(of: next.bareHost, resolver, options)
      findings += host.findings
      guard let following = host.addresses.first(where: { $0.family == address.family }) ?? host.addresses.first else {
        return nil
      }
      (place, address) = (next, following)
      seen.insert(next)
    }
    return nil
  }

  private mutating func fetch(
    _ place: WebAddress, _ address: IPAddress, _ curl: borrowing CurlHandle
  ) throws(FetchFailure) -> FetchAnswer {
    let given = options.options
    var fetch = Fetch(
      url: place.url, address: given.hosts["\(address)"] ?? "\(address)", port: given.ports[place.port] ?? place.port)
    fetch.proxy = given.proxy
    fetch.limits.connectMilliseconds = options.connectMilliseconds
    fetch.limits.totalMilliseconds = options.remaining
    do throws(FetchFailure) {
      return try curl.run(fetch)
    } catch .certificate(let reason) {
      findings.append(
        ProbeFinding(
          .warning, .tlsCertificate,
          "the certificate at \(place.url) (\(address)) is invalid (\(reason)); "
            + "whether the CA ignores that is not documented",
          fix: WebAddress(url)?.isSecure == true
            ? "use HTTP_CSR_HASH, or install a valid certificate for the host first"
            : fix.text(.exclude("serve the file without the redirect to HTTPS"))))
      fetch.checksCertificate = false
      fetch.limits.totalMilliseconds = options.remaining
      return try curl.run(fetch)
    }
  }

  private mutating func judge(
    _ answer: FetchAnswer, _ place: WebAddress, _ address: IPAddress, _ curl: borrowing CurlHandle
  ) {
    let shown = "\(place.url) (\(address))"
    let finding =
      answer.status == 200
      ? BodyComparison.finding(answer.body, expected: body, url: shown, fix)
      : StatusExplanation.finding(answer, url: shown, fix)
    // The file may be at the next best place; one search for all addresses is enough.
    if [.fileStatus, .fileHTML, .fileBody].contains(finding.kind), !hasSearched {
      hasSearched = true
      if let misplaced = misplaced(place, address, curl) {
        findings.append(misplaced)
        return
      }
    }
    findings.append(finding)
  }

  /// The file at a place where it is put by mistake.
  private func misplaced(
    _ place: WebAddress, _ address: IPAddress, _ curl: borrowing CurlHandle
  ) -> ProbeFinding? {
    guard let wanted = FilePath(place.url), let token = body.split(separator: "\n").first else { return nil }
    for (path, mistake) in wanted.mistakes {
      guard let other = WebAddress(wanted.origin + path) else { continue }
      let given = options.options
      var fetch = Fetch(
        url: other.url, address: given.hosts["\(address)"] ?? "\(address)", port: given.ports[other.port] ?? other.port)
      fetch.proxy = given.proxy
      fetch.checksCertificate = false
      fetch.limits.connectMilliseconds = options.connectMilliseconds
      fetch.limits.totalMilliseconds = options.remaining
      guard let answer = try? curl.run(fetch), answer.status == 200,
        String(decoding: answer.body, as: UTF8.self).lowercased().contains(token)
      else { continue }
      // A file with another fault too is written again.
      let isExact = BodyComparison.finding(answer.body, expected: body, url: other.url, fix).severity == .info
      return ProbeFinding(
        .error, .filePlace, "the file is at \(other.url) instead of \(place.url): \(mistake)",
        fix: isExact && place.url == url ? fix.move(from: path) : fix.write)
    }
    return nil
  }

  /// The place to which a redirect leads; nil when it must not be followed.
  private mutating func step(
    from place: WebAddress, to target: String, _ status: Int, _ seen: Set<WebAddress>
  ) -> WebAddress? {
    let redirect = "\(place.url) redirects with \(status) to \(Excerpt.of(target, limit: 200))"
    let fix = self.fix.text(.exclude("serve the file without a redirect"))
    guard let next = WebAddress(target), next.isUsualPort, [301, 302, 307, 308].contains(status) else {
      findings.append(
        ProbeFinding(
          .error, .redirectRefused, "\(redirect), which the CA does not follow (BR 3.2.2.4.18)", fix: fix))
      return nil
    }
    guard !seen.contains(next), seen.count <= FileProbe.maximumRedirects else {
      findings.append(
        ProbeFinding(.error, .redirectLoop, "\(redirect), after \(seen.count - 1) redirects before it", fix: fix))
      return nil
    }
    if StatusExplanation.isLogin(target) {
      findings.append(
        ProbeFinding(
          .error, .fileLogin, "\(redirect), a login page",
          fix: self.fix.text(.exclude("exclude the file from the login"))))
      return nil
    }
    findings.append(
      ProbeFinding(
        .warning, .redirectSeen, "\(redirect); reports differ on whether Sectigo follows redirects", fix: fix))
    return next
  }
}

extension ProbeFinding {
  /// Why a request to an address has no response.
  init(_ failure: FetchFailure, _ url: String, _ address: String) {
    let place = "\(url) (\(address))"
    switch failure {
    case .connect(let reason):
      let isIPv6 = address.contains(":")
      self.init(
        .error, .connectFailed, "no connection to the \(isIPv6 ? "IPv6 " : "")address of \(place): \(reason)",
        fix: isIPv6
          ? "let the server listen on IPv6 too, or remove the AAAA record; the CA may use either"
          : "open the port to everyone, or use CNAME_CSR_HASH")
    case .noRoute:
      self.init(.error, .addressNoRoute, "this machine has no route to \(address)")
    case .timeLimit:
      self.init(
        .error, .fetchTimeLimit, "\(place) did not send a complete response within the time limit",
        fix: "check that no firewall blocks the CA and that the server sends small files at once")
    case .bodyTooLong(let limit, let start):
      self.init(
        .error, .fileTooLong, "\(place) sends more than \(limit) octets, starting with \(Excerpt.of(start, limit: 60))",
        fix: "serve the file itself; it has fewer than 100 octets")
    case .headersTooLong(let limit):
      self.init(.error, .fetchHeaders, "\(place) sends more than \(limit) octets of headers")
    case .certificate(let reason):
      self.init(.error, .tlsCertificate, "the certificate at \(place) is invalid: \(reason)")
    case .tls(let reason):
      self.init(
        .error, .tlsFailed, "the TLS handshake with \(place) failed: \(reason)",
        fix: "use HTTP_CSR_HASH for this name")
    case .broken(let reason):
      self.init(
        .error, .fetchBroken, "\(place) did not send a valid HTTP response: \(reason)",
        fix: "check which program listens on this port")
    }
  }
}
