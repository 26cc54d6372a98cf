// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Addresses in lists of products that take none.
  static let coverageAddressInList = Rule.order(
    "coverage.address-in-list", .error, predicts: -4,
    summary: "the names of an EV or qualified certificate are no IP addresses",
    fix: "list domain names, or order an OV multi-domain product",
    citations: ["AutoApplySSL domainNames", "EV Guidelines 7.1.2.2: subjectAltName"]
  ) { examination, reporter in
    for fault in examination.order.names.faults {
      guard case .addressNotTaken(let name) = fault else { continue }
      reporter.report(
        "\(quoted(name)) is an IP address, and \(examination.productTitle) takes none", parameter: .domainNames,
        certainty: examination.product.map { Certainty($0.ipAddresses.certainty) })
    }
  }
}
