// SPDX-License-Identifier: Apache-2.0
internal import CSRKitData
internal import CSRKitKeyData
package import SystemBridge

/// A file of known keys that is embedded in the program, so that a new installation has it.
package enum EmbeddedKeyFile: Sendable, Hashable, CaseIterable {
  /// Hashes of published keys, from lists that may be redistributed.
  case publishedKeys
  /// Products of primes that two or more published keys share.
  case sharedPrimes
  /// Fingerprints of the keys of the broken generator of CVE-2008-0166, one file per type of key.
  case debianRSA2048, debianRSA3072, debianRSA4096, debianP256, debianP384, debianP521

  fileprivate var contents: CSRKitDataFile {
    switch self {
    case .publishedKeys: CSRKitData_publishedKeys()
    case .sharedPrimes: CSRKitData_sharedPrimes()
    case .debianRSA2048: CSRKitData_debianRSA2048()
    case .debianRSA3072: CSRKitData_debianRSA3072()
    case .debianRSA4096: CSRKitData_debianRSA4096()
    case .debianP256: CSRKitData_debianP256()
    case .debianP384: CSRKitData_debianP384()
    case .debianP521: CSRKitData_debianP521()
    }
  }
}

extension FixedBytes {
  /// Wraps an embedded list of keys.
  package convenience init(_ file: EmbeddedKeyFile) { self.init(file.contents) }
}
