// SPDX-License-Identifier: Apache-2.0

/// One name of the certificate that will be ordered.
public struct EffectiveName: Sendable, Hashable {
  /// The name as the request or the form has it.
  public let given: String
  /// The name in the form in which equal names are equal.
  public let folded: String
  /// What it looks like.
  public let shape: NameShape
  /// Where it comes from; `default` for a name that the CA adds.
  public let origin: ValueOrigin

  init(_ given: String, folded: String, origin: ValueOrigin) {
    self.given = given
    self.folded = folded
    shape = NameShape.of(folded)
    self.origin = origin
  }
}
