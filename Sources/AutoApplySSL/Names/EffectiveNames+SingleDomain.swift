// SPDX-License-Identifier: Apache-2.0

extension EffectiveNames {
  /// One common name: the parameter's over the request's.
  mutating func readCommonName(of order: OrderValues, fold: (String) -> String) {
    let fromRequest = order.request.commonNames.first.flatMap { $0.isEmpty ? nil : $0 }
    let fromForm = order.text(.commonName).flatMap { $0.isEmpty ? nil : $0 }
    if let text = order.text(.domainNames) {
      ignored += ListText(text).items.map { IgnoredName($0, .parameterNotForProduct(.domainNames)) }
    }
    if let given = fromForm ?? fromRequest {
      take(given, fromRequest: fromRequest, isFromForm: fromForm != nil, order: order, fold: fold)
    } else {
      faults.append(.noCommonName)
    }
    ignoreUnused(order.request.dnsNames, fold: fold)
    ignoreUnused(order.request.ipAddresses, fold: fold)
  }

  private mutating func ignoreUnused(_ names: [String], fold: (String) -> String) {
    for name in names {
      let folded = fold(name)
      if folded != commonName, folded != added.first?.value { ignored.append(IgnoredName(name, .singleDomain)) }
    }
  }

  private mutating func take(
    _ given: String, fromRequest: String?, isFromForm: Bool, order: OrderValues, fold: (String) -> String
  ) {
    let folded = fold(given)
    origin = .csr
    if isFromForm {
      let isSame = fromRequest.map { fold($0) == folded } ?? false
      origin = isSame ? .both : .parameter
      if !isSame, let fromRequest { ignored.append(IgnoredName(fromRequest, .replacedByCommonName)) }
    }
    commonName = folded
    listed = [folded]
    let name = EffectiveName(given, folded: folded, origin: origin)
    if order.value(.omitAdditionalFQDN) != "Y", let sibling = EffectiveNames.sibling(of: name, order) {
      added = [sibling]
      domains = [name, EffectiveName(sibling.value, folded: sibling.value, origin: .default)]
    } else {
      domains = [name]
    }
  }

  /// The name that the CA adds to one: with `www.` in front, or without it.
  ///
  /// The reference says so for plain names. That a wildcard gets the name below its asterisk is what the CA's
  /// certificates show.
  private static func sibling(of name: EffectiveName, _ order: OrderValues) -> Sourced<String>? {
    guard order.selection?.certificate.isIntranet.value != true, name.shape != .ipAddress,
      hasLabels(name.folded.utf8), let dot = name.folded.utf8.firstIndex(of: 0x2E)
    else { return nil }
    let rest = name.folded[name.folded.utf8.index(after: dot)...]
    let isWildcard = name.shape == .wildcard
    guard !(isWildcard ? rest : name.folded[...]).utf8.contains(0x2A) else { return nil }
    let isNameOfItsOwn = rest.utf8.contains(0x2E)
    if isWildcard { return isNameOfItsOwn ? Sourced(String(rest), .clients) : nil }
    if isNameOfItsOwn, name.folded.utf8.starts(with: "www.".utf8) { return Sourced(String(rest), .reference) }
    let longer = "www." + name.folded
    return longer.utf8.count <= 253 ? Sourced(longer, .reference) : nil
  }

  /// Whether no label is empty.
  private static func hasLabels(_ name: String.UTF8View) -> Bool {
    var previous: UInt8 = 0x2E
    for octet in name {
      if octet == 0x2E, previous == 0x2E { return false }
      previous = octet
    }
    return previous != 0x2E
  }
}
