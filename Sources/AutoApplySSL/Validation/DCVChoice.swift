// SPDX-License-Identifier: Apache-2.0

/// How control of one name will be validated.
public struct DCVChoice: Sendable, Hashable {
  /// The name.
  public let name: EffectiveName
  /// The method, or nil where the order does not tell one.
  public let method: DCVMethod?
  /// The address for a mail, where the order tells one.
  public let emailAddress: String?
  /// The parameter that tells the method.
  public let parameter: ParameterName
  /// How sure it is that this parameter decides.
  public let certainty: Certainty
  /// The parameter that tells the address, where there is one.
  public var addressParameter: ParameterName { parameter == .dcvMethod ? .dcvEmailAddress : parameter }
  /// Why the method cannot work for the name, or nil.
  public var obstacle: DCVObstacle? { method?.obstacle(for: name) }
}
