// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  static let requestEnclosed = Rule(
    "request.enclosed", .error, predicts: -10, .inferred,
    summary: "the request must not be inside a PKCS#7 or CMS message, such as a renewal, or any other structure",
    fix: "create a new request instead of a renewal: \(OpenSSLCommand.newRequest)",
    citations: ["RFC 2986 §4", "RFC 5652 §5.1", "RFC 5272 §3.2.1", "MS-WCCE §2.2.2.6", "AutoApplySSL error -10"]
  ) { examination, reporter in
    guard let enclosure = examination.enclosure else { return }
    let place = Place(0..<examination.request.der.count, .request)
    let kind = enclosure.isCMC ? "a CMC message (PKIData)" : "a PKCS#7 message (SignedData)"
    if let text = examination.order?.requestText, (try? Base64Fault.length(of: text)) == examination.request.der.count {
      let origin = enclosure.isMessage ? kind : "another SEQUENCE"
      reporter.report(
        "request was taken out of \(origin): the order sends it without", at: place, severity: .info,
        fix: "publish the validation files and records of this request", predicts: .nothing)
      return
    }
    let command = enclosure.extractionCommand
    guard enclosure.isMessage else {
      reporter.report(
        "request is inside another SEQUENCE, which PKCS#10 does not have", at: place,
        fix: "remove the outer SEQUENCE: \(command)")
      return
    }
    let names = examination.request.hostNames.prefix(4).map { quoted($0) }.joined(separator: ", ")
    reporter.report(
      "request\(names.isEmpty ? "" : " for " + names) is a renewal: it is inside \(kind), and the CA reads only PKCS#10",
      at: place,
      fix: "create a new request instead of \"Renew\" in IIS or Exchange, or extract the request from the renewal: "
        + command)
  }
}

extension RequestEnclosure {
  /// The command that writes the request alone.
  fileprivate var extractionCommand: String {
    var steps: [String] = []
    var file = "request.pem"
    switch encoding {
    case .der: file = "request.der"
    case .message: break
    case .text: steps = ["grep -v -e ----- \(file)", "tr -d '\\r\\n'", "openssl base64 -d -A"]
    }
    for layer in layers {
      let input = steps.isEmpty ? file : nil
      switch layer {
      case .signedData:
        let form = steps.isEmpty && encoding == .message ? "PEM" : "DER"
        steps.append("openssl cms -verify -noverify -inform \(form)" + (input.map { " -in \($0)" } ?? ""))
      case .pkiData(let offset), .sequence(let offset):
        steps.append("tail -c +\(offset + 1)" + (input.map { " \($0)" } ?? ""))
      }
    }
    return (steps + ["openssl req -inform DER -out plain.pem"]).joined(separator: " | ")
  }
}
