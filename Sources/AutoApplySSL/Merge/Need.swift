// SPDX-License-Identifier: Apache-2.0

/// A parameter that an order lacks.
public struct Need: Sendable, Hashable {
  /// The parameter.
  public let name: ParameterName
  /// Parameters of which any would do as well.
  public let alternatives: [ParameterName]
  /// Why it is needed.
  public let because: Sourced<Condition>
}
