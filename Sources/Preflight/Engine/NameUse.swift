// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames

/// Which names of a request count, by where they stand.
struct NameUse {
  /// Whether the request's common name does.
  let commonName: Bool
  /// Whether the request's DNS names do.
  let alternativeNames: Bool
  /// Whether the order takes a list of names.
  let isList: Bool
  private let isPrivate: Bool
  private let isOrdered: Bool

  /// All names, for a request without an order.
  static let all = NameUse(
    commonName: true, alternativeNames: true, isList: false, isPrivate: false, isOrdered: false)

  private init(commonName: Bool, alternativeNames: Bool, isList: Bool, isPrivate: Bool, isOrdered: Bool) {
    self.commonName = commonName
    self.alternativeNames = alternativeNames
    self.isList = isList
    self.isPrivate = isPrivate
    self.isOrdered = isOrdered
  }

  /// The names that an order takes from its request.
  init(_ order: EffectiveOrder) {
    let product = order.selection?.certificate
    let isList = product.map(\.isMultiDomain) ?? order.isGiven(.domainNames)
    let isUnified = product?.isUnifiedCommunications == true && !order.isGiven(.primaryDomainName)
    // A name that both give is read as the form has it.
    let isFromRequest = order.names.origin == .csr
    self.init(
      commonName: isList ? isUnified : isFromRequest, alternativeNames: isList && isFromRequest, isList: isList,
      isPrivate: product?.isIntranet.value == true, isOrdered: true)
  }

  func name(_ origin: ExaminedName.Origin, _ text: String, _ place: Place?) -> ExaminedName {
    ExaminedName(
      origin: origin, host: HostName(text), place: place, isOrdered: isOrdered, isPrivate: isPrivate)
  }
}
