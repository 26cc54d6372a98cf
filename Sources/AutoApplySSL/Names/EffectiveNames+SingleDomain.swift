// SPDX-License-Identifier: Apache-2.0

extension EffectiveNames {
  /// One common name: the parameter's over the request's.
  mutating func readCommonName(of order: EffectiveOrder, fold: (String) -> String) {
    let fromRequest = order.request.commonNames.first.flatMap { $0.isEmpty ? nil : $0 }
    let fromForm = order.form[.commonName].flatMap { $0.isEmpty ? nil : $0 }
    if let text = order.form[.domainNames] {
      ignored += ListText(text).items.map { IgnoredName($0, .parameterNotForProduct(.domainNames)) }
    }
    if let given = fromForm ?? fromRequest {
      take(given, fromRequest: fromRequest, isFromForm: fromForm != nil, order: order, fold: fold)
    } else {
      faults.append(.noCommonName)
    }
    let taken = Set(domains.map(\.folded))
    ignore(order.request.dnsNames, unlessIn: taken, .singleDomain, fold: fold)
    ignore(order.request.ipAddresses, unlessIn: taken, .singleDomain, fold: fold)
  }

  /// Notes names without effect, those aside that the order has anyway.
  mutating func ignore(
    _ names: [String], unlessIn taken: Set<String>, _ reason: IgnoredName.Reason, fold: (String) -> String
  ) {
    for name in names where !taken.contains(fold(name)) { ignored.append(IgnoredName(name, reason)) }
  }

  private mutating func take(
    _ given: String, fromRequest: String?, isFromForm: Bool, order: EffectiveOrder, fold: (String) -> String
  ) {
    let folded = fold(given)
    let isSame = fromRequest.map { fold($0) == folded } ?? false
    origin = !isFromForm ? .csr : isSame ? .both : .parameter
    if isFromForm, !isSame, let fromRequest {
      ignored.append(IgnoredName(fromRequest, .replacedByCommonName))
    }
    commonName = folded
    listed = [folded]
    domains = [EffectiveName(given, folded: folded, origin: origin)]
    guard order[.omitAdditionalFQDN].value != "Y", let sibling = EffectiveNames.sibling(of: domains[0], order) else {
      return
    }
    added = [sibling]
    domains.append(EffectiveName(sibling.value, folded: sibling.value, origin: .default))
  }

  /// The name that the CA adds to one: with `www.` in front, or without it.
  ///
  /// The reference says so for plain names. That a wildcard gets the name below its asterisk is what the CA's
  /// certificates show.
  private static func sibling(of name: EffectiveName, _ order: EffectiveOrder) -> Sourced<String>? {
    let labels = name.folded.split(separator: ".", omittingEmptySubsequences: false)
    guard order.selection?.certificate.isIntranet.value != true, name.shape != .ipAddress, labels.count > 1,
      labels.allSatisfy({ !$0.isEmpty })
    else { return nil }
    let rest = labels.dropFirst().joined(separator: ".")
    if name.shape == .wildcard { return labels.count > 2 ? Sourced(rest, .clients) : nil }
    if labels[0] == "www", labels.count > 2 { return Sourced(rest, .reference) }
    let longer = "www." + name.folded
    return longer.utf8.count <= 253 ? Sourced(longer, .reference) : nil
  }
}
