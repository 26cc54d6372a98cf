// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// A prime that two different moduli have in common, which gives both away.
enum SharedPrime {
  static let check = KeyCheck(
    "shared-prime", .shared, finds: "a prime that another key has too, in the same run or in a list",
    source: "Heninger et al., Mining Your Ps and Qs (2012)")
}
