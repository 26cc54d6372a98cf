// SPDX-License-Identifier: Apache-2.0

extension Condition {
  /// The parameters that make another unnecessary under this condition.
  var alternatives: [ParameterName] {
    switch self {
    case .not(.given(let name)): [name]
    case .all(let conditions): conditions.flatMap(\.alternatives)
    default: []
    }
  }
}
