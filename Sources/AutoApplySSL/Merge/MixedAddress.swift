// SPDX-License-Identifier: Apache-2.0

/// An address of which some lines come from the request and some from the form.
public struct MixedAddress: Sendable, Hashable {
  /// The lines that only the request gives.
  public let fromRequest: ParameterSet
  /// The lines that only the form gives.
  public let fromForm: ParameterSet

  /// Whether the street lines themselves are mixed, which is hardly ever meant.
  ///
  /// A request with a city and a country, completed by a street in the form, is quite usual.
  public var mixesStreet: Bool {
    fromRequest.contains(where: MixedAddress.isStreet) && fromForm.contains(where: MixedAddress.isStreet)
  }

  private static func isStreet(_ name: ParameterName) -> Bool { name >= .streetAddress1 && name <= .streetAddress3 }
}

extension EffectiveOrder {
  /// The address lines by origin, or nil where all come from one place.
  public var mixedAddress: MixedAddress? {
    var (fromRequest, fromForm) = (ParameterSet(), ParameterSet())
    let all = values.fields
    let fields = all.span
    for index in fields.indices where fields[index].name >= .postOfficeBox {
      switch fields[index].origin {
      case .csr: fromRequest.insert(fields[index].name)
      case .parameter: fromForm.insert(fields[index].name)
      case .both, .absent, .default: continue
      }
    }
    if fromRequest.isEmpty || fromForm.isEmpty { return nil }
    return MixedAddress(fromRequest: fromRequest, fromForm: fromForm)
  }

  /// The street lines of the request beyond the three that an order has.
  public var ignoredStreetLines: ArraySlice<String> { values.request.streetAddress.dropFirst(3) }
}
