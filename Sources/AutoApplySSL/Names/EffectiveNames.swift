// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import SystemBridge

/// The names that the ordered certificate will have, and the given names that it will not have.
public struct EffectiveNames: Sendable, Hashable {
  /// The common name of the certificate's subject, folded; nil if it has none.
  public internal(set) var commonName: String?
  /// The distinct names, in order.
  public internal(set) var domains: [EffectiveName] = []
  /// The folded names as listed, including duplicates; positional lists refer to these.
  package internal(set) var listed: [String] = []
  /// The origin of the names.
  public internal(set) var origin = ValueOrigin.absent
  /// The names that the CA adds; `domains` includes them.
  package internal(set) var added: [Sourced<String>] = []
  /// The given names that have no effect.
  public internal(set) var ignored: [IgnoredName] = []
  /// The faults in the names as a set.
  package internal(set) var faults: [NameFault] = []

  /// Determines the names of an order.
  ///
  /// They come from a list if the product covers one, or if the product is unknown and domainNames is given; otherwise
  /// from the common name.
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

  /// The canonical form of an ASCII name: lower case, without the trailing dot of an absolute name.
  package static func asciiFold(_ name: String) -> String {
    let folded = name.asciiLowercased
    guard folded.utf8.last == 0x2E, folded.utf8.count > 1 else { return folded }
    return String(folded[..<folded.utf8.index(before: folded.utf8.endIndex)])
  }
}

/// One name of the ordered certificate.
public struct EffectiveName: Sendable, Hashable {
  /// The name as given in the CSR or the form.
  public let given: String
  /// The canonical form of the name, for comparison.
  public let folded: String
  /// The shape of the name.
  package let shape: NameShape
  /// The origin of the name; `default` for a name that the CA adds.
  public let origin: ValueOrigin

  init(_ given: String, folded: String, origin: ValueOrigin) {
    self.given = given
    self.folded = folded
    shape = NameShape.of(folded)
    self.origin = origin
  }
}

extension EffectiveNames {
  /// Reads one common name; the parameter overrides the CSR.
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

  /// The name that the CA adds: the same name with or without `www.`.
  ///
  /// The reference documents this for names without a wildcard. The CA's certificates show that a wildcard gets the
  /// name without its `*.`.
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
    return octets.count <= 249 ? Sourced("www." + name.folded, .reference) : nil
  }
}

extension String {
  /// The string without its first octets, which must end at a character boundary.
  fileprivate func dropping(octets count: Int) -> String {
    String(self[utf8.index(utf8.startIndex, offsetBy: count)...])
  }
}

extension EffectiveNames {
  /// Reads a list of names: domainNames, or otherwise the DNS names in the CSR's subjectAltName.
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

  /// Records names of the CSR that have no effect, except those that the order has anyway.
  ///
  /// That the product does not accept a name takes precedence over other reasons, because listing it would not help.
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

  /// Chooses the common name: primaryDomainName, or otherwise the CSR's for unified communications, or none.
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
