// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  /// Requests with several common names.
  static let commonNameRepeated = Rule(
    "subject.common-name-repeated", .warning, .inferred,
    summary: "the subject has one common name",
    fix: "leave one CN and put every name into the subject alternative names",
    citations: ["BR 7.1.4.1", "BR 7.1.4.3"]
  ) { examination, reporter in
    let request = examination.request
    guard let first = request.subject.firstIndex(where: { $0.oid.known == .commonName }) else { return }
    var count = 1
    for attribute in request.subject[(first + 1)...] where attribute.oid.known == .commonName {
      count += 1
      if count > 2 { continue }
      let others = request.subject[first...].count { $0.oid.known == .commonName }
      reporter.report(
        "the subject has \(others) common names; a certificate can have one, and which one the CA takes is not documented",
        at: Place(attribute.range, .subject))
    }
  }
}
