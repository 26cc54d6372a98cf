// SPDX-License-Identifier: Apache-2.0

extension ForeignObject {
  /// The stable word for the kind in reports, such as `private-key`.
  public var id: String {
    switch kind {
    case .certificate: "certificate"
    case .revocationList: "crl"
    case .publicKey: "public-key"
    case .privateKey: "private-key"
    case .parameters: "parameters"
    case .pkcs7: "pkcs7"
    case .pkcs12: "pkcs12"
    case .spkac: "spkac"
    case .crmf: "crmf"
    case .html: "html"
    case .empty: "empty"
    case .text: "text"
    case .other: "other"
    case .truncated: "truncated"
    case .tooLarge, .inputTooLarge: "too-large"
    case .tooComplex: "too-complex"
    case .malformed: "malformed"
    }
  }

  /// What it is, as a noun phrase.
  public var name: String {
    switch kind {
    case .certificate: "a certificate"
    case .revocationList: "a certificate revocation list (CRL)"
    case .publicKey(let form): "a public key (\(form.rawValue))"
    case .privateKey(let form): "a private key (\(form.rawValue))"
    case .parameters: "key parameters"
    case .pkcs7: "a PKCS#7 (CMS) message"
    case .pkcs12: "a PKCS#12 key store"
    case .spkac: "a signed public key and challenge (SPKAC)"
    case .crmf: "a CRMF certificate request message, which is not PKCS#10"
    case .html: "an HTML page"
    case .empty: "empty"
    case .text: "text without a request in it"
    case .other(let name): name
    case .truncated(let have, let need):
      "truncated after \(have)\(need.map { " of \($0)" } ?? "") byte\(have == 1 && need == nil ? "" : "s")"
    case .tooLarge(let limit): "an object of more than \(limit) bytes"
    case .inputTooLarge(let limit): "more than \(limit) bytes of input"
    case .tooComplex:
      "input too complex to read: it takes more work than its size justifies; send the request alone, as PEM"
    case .malformed(let fault): "not readable: \(fault)"
    }
  }
}

extension ForeignObject: CustomStringConvertible {
  /// What it is and where, for a person, without a full stop.
  public var description: String {
    var text = name
    if case .empty = kind { return text }
    if case .other = kind, let label { text += " labelled “\(label)”" }
    if isBinary {
      if position.offset > 0 { text += " (at byte \(position.offset))" }
    } else if let fault {
      text += " (line \(fault.line), column \(fault.column))"
    } else if position.offset > 0 {
      text += " (line \(position.line))"
    }
    return text
  }
}
