// SPDX-License-Identifier: Apache-2.0

/// An address of which some lines come from the request and some from the form.
public struct MixedAddress: Sendable, Hashable {
  /// The lines that only the request gives.
  public let fromRequest: [ParameterName]
  /// The lines that only the form gives.
  public let fromForm: [ParameterName]

  /// Whether the street lines themselves are mixed, which is hardly ever meant.
  ///
  /// A request with a city and a country, completed by a street in the form, is quite usual.
  public var mixesStreet: Bool {
    let street: Set<ParameterName> = [.streetAddress1, .streetAddress2, .streetAddress3]
    return fromRequest.contains(where: street.contains) && fromForm.contains(where: street.contains)
  }
}

extension EffectiveOrder {
  /// The address lines by origin, or nil where all come from one place.
  public var mixedAddress: MixedAddress? {
    guard fields.contains(where: { $0.origin == .parameter }) else { return nil }
    let address = fields.filter { $0.name >= .postOfficeBox && $0.name <= .countryName }
    let mixed = MixedAddress(
      fromRequest: address.filter { $0.origin == .csr }.map(\.name),
      fromForm: address.filter { $0.origin == .parameter }.map(\.name))
    return mixed.fromRequest.isEmpty || mixed.fromForm.isEmpty ? nil : mixed
  }

  /// The street lines of the request beyond the three that an order has.
  public var ignoredStreetLines: [String] { Array(request.streetAddress.dropFirst(3)) }
}
