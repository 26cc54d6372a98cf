// SPDX-License-Identifier: Apache-2.0
internal import CSRKitData

/// A data file that is part of the program: nothing is read from disk or loaded in advance.
package enum EmbeddedFile: Sendable, Hashable, CaseIterable {
  /// The Public Suffix List as libpsl's binary automaton.
  case publicSuffixes
  /// The delegated top-level domains: lower case, one per line, in byte order.
  case topLevelDomains
  /// ISO 3166-1: alpha-2 code and English name, tab-separated, in byte order.
  case countries
  /// ISO 3166-3: alpha-2 code, year of withdrawal, alpha-4 code and name, tab-separated, in byte order.
  case formerCountries
  /// The Script property: first and last scalar in hexadecimal and the script's name, every line 38 bytes.
  case scripts
  /// Name, date, source and number of entries of each of these files, tab-separated.
  case snapshots

  /// Calls `body` with the bytes of the file, without copying them.
  package func withBytes<Result: ~Copyable, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let file = contents
    // The arrays are static: they live as long as the process.
    let bytes = unsafe UnsafeBufferPointer(start: file.bytes, count: file.count)
    return try body(unsafe bytes.span)
  }

  private var contents: CSRKitDataFile {
    switch self {
    case .publicSuffixes: CSRKitData_publicSuffixes()
    case .topLevelDomains: CSRKitData_topLevelDomains()
    case .countries: CSRKitData_countries()
    case .formerCountries: CSRKitData_formerCountries()
    case .scripts: CSRKitData_scripts()
    case .snapshots: CSRKitData_snapshots()
    }
  }
}
