// SPDX-License-Identifier: Apache-2.0

/// The roles of a payment service provider that a PSD2 certificate states: four parameters of Y or N.
public struct PSD2Roles: Sendable, Hashable {
  /// The four parameters, in the order of the reference.
  public static let parameters: [ParameterName] = [
    .accountServicingRole, .paymentInitiationRole, .accountInformationRole, .paymentServiceRole,
  ]

  /// The parameters that are Y.
  public let assigned: [ParameterName]
  /// The parameters that are not given: -120.
  public let missing: [ParameterName]

  /// Reads the roles of an order.
  public init(_ order: EffectiveOrder) {
    assigned = PSD2Roles.parameters.filter { order.value($0) == "Y" }
    missing = PSD2Roles.parameters.filter { !order.isGiven($0) }
  }
}
