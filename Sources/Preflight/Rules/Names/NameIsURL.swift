// SPDX-License-Identifier: Apache-2.0
internal import DomainNames

extension Rule {
  /// Names that are written as URLs or e-mail addresses.
  static let nameIsURL = Rule(
    "name.url", .error, predicts: -23, .inferred,
    summary: "a name is a host name alone: no scheme, user, port or path",
    fix: "make the request anew with the host name alone, such as www.example.com",
    citations: ["DecodeCSR errors -23, -24 and -25", "BR 7.1.2.7.12"]
  ) { examination, reporter in
    for name in examination.unusualNames {
      guard let fault = name.host.faults.first(where: { $0.isURLPart }) else { continue }
      let code =
        switch fault.kind {
        case .scheme("http"): -23
        case .scheme("https"): -24
        default: -25
        }
      let bare = name.host.ascii.map { "write \($0) instead, without anything before or after it" }
      reporter.report(name, "is no host name: \(fault)", commonName: .code(code), fix: bare)
    }
  }
}

extension HostNameFault {
  var isURLPart: Bool {
    switch kind {
    case .scheme, .userPart, .port, .path: true
    default: false
    }
  }
}
