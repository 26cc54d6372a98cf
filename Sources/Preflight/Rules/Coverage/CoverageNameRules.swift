// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames

extension OrderExamination {
  /// The name of a single-domain order, with all its faults.
  var orderedName: HostName? { OrderExamination.singleName(of: order).map { HostName($0) } }

  /// The same, nil also for an ordinary name, which is no wildcard and no address: reading that in full would cost more
  /// than all else that is done with it.
  var unusualOrderedName: HostName? { hasUnusualName ? orderedName : nil }

  static func isUnusual(_ name: String?) -> Bool {
    guard let name else { return false }
    return OrdinaryHostName(name.utf8.span)?.isWildcard ?? true
  }

  static func singleName(of order: EffectiveOrder) -> String? {
    guard order.selection?.certificate.isSingleDomain == true else { return nil }
    return order.names.domains.first?.given
  }

  /// The parameter that the name comes from, or `csr`.
  var nameField: String { (order.names.origin == .parameter ? ParameterName.commonName : .csr).spelling }

  /// The product's code and name.
  var productTitle: String { product.map { "product \($0.code) (\($0.name))" } ?? "the product" }
}
