// SPDX-License-Identifier: Apache-2.0
internal import SystemBridge

/// The names that the ordered certificate will have, and those that were given and will not be used.
public struct EffectiveNames: Sendable, Hashable {
  /// The common name of the certificate's subject, folded; nil where it has none.
  public internal(set) var commonName: String?
  /// The names, each once, in order.
  public internal(set) var domains: [EffectiveName] = []
  /// The folded names as they were listed, repeats included: what positional lists are counted against.
  public internal(set) var listed: [String] = []
  /// Where the names come from.
  public internal(set) var origin = ValueOrigin.absent
  /// The names that the CA adds by itself; they are in `domains` too.
  public internal(set) var added: [Sourced<String>] = []
  /// What was given and has no effect.
  public internal(set) var ignored: [IgnoredName] = []
  /// What is wrong with the names as a set.
  public internal(set) var faults: [NameFault] = []

  /// The names of an order: of a list where the product covers one, or, where no product is known, domainNames
  /// is given; else of the common name.
  init(of order: OrderValues, fold: (String) -> String) {
    let isMultiDomain =
      order.selection?.certificate.isMultiDomain ?? order.isGiven(.domainNames)
    if isMultiDomain {
      readList(of: order, fold: fold)
    } else {
      readCommonName(of: order, fold: fold)
    }
    let commonNames = order.request.commonNames
    if commonNames.count > 1 {
      faults.append(.severalCommonNames(commonNames))
      ignored += commonNames.dropFirst().map { IgnoredName($0, .furtherCommonName) }
    }
  }

  /// The fold for ASCII names: lower case and without the one trailing dot of an absolute name.
  public static func asciiFold(_ name: String) -> String {
    let folded = name.asciiLowercased
    guard folded.utf8.last == 0x2E, folded.utf8.count > 1 else { return folded }
    return String(folded[..<folded.utf8.index(before: folded.utf8.endIndex)])
  }
}

/// One name of the certificate that will be ordered.
public struct EffectiveName: Sendable, Hashable {
  /// The name as the request or the form has it.
  public let given: String
  /// The name in the form in which equal names are equal.
  public let folded: String
  /// What it looks like.
  public let shape: NameShape
  /// Where it comes from; `default` for a name that the CA adds.
  public let origin: ValueOrigin

  init(_ given: String, folded: String, origin: ValueOrigin) {
    self.given = given
    self.folded = folded
    shape = NameShape.of(folded)
    self.origin = origin
  }
}

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

extension EffectiveNames {
  /// A list of names: domainNames, or else the DNS names in the request's subjectAltName.
  mutating func readList(of order: OrderValues, fold: (String) -> String) {
    let names = order.text(.domainNames).map { ListText($0).items } ?? []
    let requested = order.request.dnsNames.filter { !$0.isEmpty }
    if let name = order.text(.commonName), !name.isEmpty {
      ignored.append(IgnoredName(name, .parameterNotForProduct(.commonName)))
    }
    if !names.isEmpty {
      origin = .parameter
      take(names, fold: fold)
      ignore(requested, of: order, unlessIn: Set(listed), .replacedByDomainNames, fold: fold)
    } else if !requested.isEmpty {
      origin = .csr
      take(requested, fold: fold)
    } else {
      faults.append(.noDomainNames)
    }
    let taken = Set(listed)
    ignore(order.request.ipAddresses, of: order, unlessIn: taken, .addressInRequest, fold: fold)
    refuseAddresses(order)
    choosePrimary(order, taken: taken, fold: fold)
  }

  /// Notes names of the request without effect, those aside that the order has anyway; that the product would not take
  /// a name comes before any other reason, since listing it would not help.
  private mutating func ignore(
    _ names: [String], of order: OrderValues, unlessIn taken: Set<String>, _ reason: IgnoredName.Reason,
    fold: (String) -> String
  ) {
    let product = order.selection?.certificate
    for given in names {
      let folded = fold(given)
      if taken.contains(folded) { continue }
      let name = EffectiveName(given, folded: folded, origin: .csr)
      ignored.append(IgnoredName(given, product?.takes(name) == false ? .notTaken(name.shape) : reason))
    }
  }

  private mutating func take(_ names: [String], fold: (String) -> String) {
    var first: [String: String] = [:]
    for name in names {
      let folded = fold(name)
      listed.append(folded)
      if let earlier = first[folded] {
        ignored.append(IgnoredName(name, .duplicate(of: earlier)))
      } else {
        first[folded] = name
        domains.append(EffectiveName(name, folded: folded, origin: origin))
      }
    }
  }

  private mutating func refuseAddresses(_ order: OrderValues) {
    guard let product = order.selection?.certificate, product.ipAddresses.value == .nowhere else { return }
    faults += domains.lazy.filter { $0.shape == .ipAddress }.map { .addressNotTaken($0.given) }
  }

  /// The common name: primaryDomainName; without it none, or on unified communications the request's.
  private mutating func choosePrimary(_ order: OrderValues, taken: Set<String>, fold: (String) -> String) {
    let requested = order.request.commonNames.first.flatMap { $0.isEmpty ? nil : $0 }
    let wantsNone = order.value(.maxSubjectCNs) == "0"
    let isUnified = order.selection?.certificate.isUnifiedCommunications ?? false
    if let primary = order.text(.primaryDomainName), !primary.isEmpty {
      let folded = fold(primary)
      if !taken.contains(folded) { faults.append(.primaryNotListed(primary)) }
      commonName = wantsNone ? nil : folded
    } else if isUnified, let requested {
      let folded = fold(requested)
      if !taken.contains(folded), !domains.isEmpty { faults.append(.requestNameNotListed(requested)) }
      commonName = wantsNone ? nil : folded
      return
    } else if !isUnified, order.isGiven(.maxSubjectCNs), order.value(.maxSubjectCNs) == "1" {
      faults.append(.primaryMissing)
    }
    if let requested, fold(requested) != commonName {
      ignore([requested], of: order, unlessIn: taken, .commonNameOfRequest, fold: fold)
    }
  }
}
