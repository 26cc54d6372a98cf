// SPDX-License-Identifier: Apache-2.0
internal import SystemBridge

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
    let given = domains.first?.given
    for name in names where name != given {
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
    let octets = name.folded.utf8.span
    let outline = NameOutline(octets)
    let isWildcard = name.shape == .wildcard
    guard order.selection?.certificate.isIntranet.value != true, name.shape != .ipAddress, !outline.hasEmptyLabel,
      outline.asterisks == (isWildcard ? 1 : 0), let dot = outline.firstDot
    else { return nil }
    let isNameOfItsOwn = outline.dots > 1
    if isWildcard { return isNameOfItsOwn ? Sourced(name.folded.dropping(octets: dot + 1), .clients) : nil }
    if isNameOfItsOwn, dot == 3, octets[0] == 0x77, octets[1] == 0x77, octets[2] == 0x77 {
      return Sourced(name.folded.dropping(octets: dot + 1), .reference)
    }
    return octets.count <= 249 ? Sourced(String(joining: "www.", name.folded), .reference) : nil
  }
}

extension String {
  /// The text without its first octets, which are whole characters.
  fileprivate func dropping(octets count: Int) -> String {
    String(self[utf8.index(utf8.startIndex, offsetBy: count)...])
  }
}
