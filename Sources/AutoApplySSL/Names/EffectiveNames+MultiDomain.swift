// SPDX-License-Identifier: Apache-2.0

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
