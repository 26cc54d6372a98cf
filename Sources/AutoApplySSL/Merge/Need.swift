// SPDX-License-Identifier: Apache-2.0

/// A parameter that an order lacks.
public struct Need: Sendable, Hashable {
  /// The parameter's row.
  public let row: Parameter

  /// The need of a parameter.
  public init(row: Parameter) { self.row = row }

  /// The parameter.
  public var name: ParameterName { row.name }
  /// Parameters of which any would do as well.
  public var alternatives: [ParameterName] { row.alternatives }
  /// Why it is needed.
  public var because: Sourced<Condition> { row.requiredWhen }
}
