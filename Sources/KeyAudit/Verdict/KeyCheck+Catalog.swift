// SPDX-License-Identifier: Apache-2.0

extension KeyCheck {
  /// Every check of this module, in the order in which they run; lists name theirs in addition.
  public static let catalog: [KeyCheck] =
    [MalformedKey.check] + RSAChecks.forAnyKey.map { $0.check } + RSAChecks.forUsableModulus.map { $0.check }
    + RSAChecks.lastResort.map { $0.check } + [SharedPrime.check] + ECChecks.ofCurve.map { $0.check }
    + ECChecks.ofRefusedPoint.map { $0.check } + [PointOrder.check]
    + [EdwardsPoint.encoding, EdwardsPoint.lowOrder, EdwardsPoint.offCurve]
    + [DSAKey.sparse, DSAKey.range]

  /// Every check, those of lists included.
  public static let all: [KeyCheck] = catalog + ofLists

  /// The entry with an identifier.
  public static func find(_ id: String) -> KeyCheck? { all.first { $0.id == id } }
}
