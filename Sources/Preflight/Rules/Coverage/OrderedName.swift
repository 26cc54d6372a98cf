// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames

extension OrderExamination {
  /// The name of a single-domain order, with all its faults.
  var orderedName: HostName? {
    guard let product, product.isSingleDomain, let name = order.names.domains.first else { return nil }
    return HostName(name.given)
  }

  /// The parameter that the name comes from, or `csr`.
  var nameField: String { (order.names.origin == .parameter ? ParameterName.commonName : .csr).spelling }

  /// The product's code and name.
  var productTitle: String { product.map { "product \($0.code) (\($0.name))" } ?? "the product" }
}
