// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
internal import PKCS10

extension RequestReport {
  /// The token of the request, which the proofs are made of.
  public func token(uniqueValue: UniqueValue? = nil) -> RequestToken {
    let der = request.der
    return RequestToken(request: der.span, uniqueValue: uniqueValue)
  }

  /// The names that a certificate for this request would have: the common name, then DNS names and addresses, without repeats.
  public var validationNames: [String] {
    let der = request.der
    let bytes = der.span
    var names = request.subject.filter { $0.oid.known == .commonName }.map { $0.displayText(in: bytes) }
    names += request.subjectAlternativeNames.filter { $0.kind == .dns || $0.kind == .ip }.map {
      $0.text(in: bytes).text
    }
    var seen: Set<String> = []
    return names.filter { seen.insert($0.lowercased()).inserted }
  }
}
