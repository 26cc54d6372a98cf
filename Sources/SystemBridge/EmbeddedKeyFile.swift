// SPDX-License-Identifier: Apache-2.0
internal import CSRKitData

/// A file of known keys inside the program, so that a fresh installation finds it.
public enum EmbeddedKeyFile: Sendable, Hashable, CaseIterable {
  /// Hashes of keys that were published, from lists that may be passed on.
  case publishedKeys
  /// Products of primes that two or more published keys have in common.
  case sharedPrimes
  /// Fingerprints of the keys that the broken generator of CVE-2008-0166 makes, a file for each type of key.
  case debianRSA2048, debianRSA3072, debianRSA4096, debianP256, debianP384, debianP521

  var contents: CSRKitDataFile {
    switch self {
    case .publishedKeys: unsafe CSRKitData_publishedKeys()
    case .sharedPrimes: unsafe CSRKitData_sharedPrimes()
    case .debianRSA2048: unsafe CSRKitData_debianRSA2048()
    case .debianRSA3072: unsafe CSRKitData_debianRSA3072()
    case .debianRSA4096: unsafe CSRKitData_debianRSA4096()
    case .debianP256: unsafe CSRKitData_debianP256()
    case .debianP384: unsafe CSRKitData_debianP384()
    case .debianP521: unsafe CSRKitData_debianP521()
    }
  }
}
