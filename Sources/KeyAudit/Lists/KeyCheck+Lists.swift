// SPDX-License-Identifier: Apache-2.0

extension KeyCheck {
  /// A key whose hash stands in a list.
  public static let listed = KeyCheck(
    "known-compromised", .list, finds: "a key whose private part was published, by its hash in a list",
    source: "BR 6.1.1.3 (3), (4)")
  /// A key that a Bloom filter knows.
  public static let filtered = KeyCheck(
    "probably-compromised", .list,
    finds: "a key that a filter of pwnedkeys.com holds, but for the filter's rate of false alarms",
    source: "pwnedkeys.com, filters of type pkbfv1")

  /// The checks that lists make.
  public static let ofLists: [KeyCheck] = [debian, listed, filtered]
}
