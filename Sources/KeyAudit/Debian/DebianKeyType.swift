// SPDX-License-Identifier: Apache-2.0
package import OpenSSLBridge

/// A type of key with CVE-2008-0166; the raw value is its name in files and commands.
package enum DebianKeyType: String, Sendable, Hashable, CaseIterable {
  case rsa2048, rsa3072, rsa4096, p256, p384, p521

  /// The length of the modulus or the field in bits.
  package var bits: Int {
    switch self {
    case .rsa2048: 2048
    case .rsa3072: 3072
    case .rsa4096: 4096
    case .p256: 256
    case .p384: 384
    case .p521: 521
    }
  }

  /// The curve; nil for RSA.
  package var curve: NamedCurve? {
    switch self {
    case .rsa2048, .rsa3072, .rsa4096: nil
    case .p256: .p256
    case .p384: .p384
    case .p521: .p521
    }
  }

  /// Returns the type of a key, or nil if there is no set for it.
  package init?(_ kind: KeyKind) {
    let found = DebianKeyType.allCases.first { type in
      switch kind {
      case .rsa(let bits): type.curve == nil && type.bits == bits
      case .ec(let curve): type.curve == curve
      case .otherCurve, .edwards, .dsa, .other: false
      }
    }
    guard let found else { return nil }
    self = found
  }

  /// The length of a record of a new set in bytes: generating an EC key again takes less than a millisecond, an RSA key a
  /// tenth of a second or more.
  var recordLength: Int { curve == nil ? 4 : 3 }

  /// The algorithm byte in the header of a set: 1 for RSA, 2 for elliptic curves.
  var algorithmCode: UInt8 { curve == nil ? 1 : 2 }
}

/// A class of machines on which the broken generator of CVE-2008-0166 generates the same keys.
package enum DebianPlatform: String, Sendable, Hashable, CaseIterable {
  /// 64 bits, little-endian: amd64.
  case le64
  /// 32 bits, little-endian: i386.
  case le32
  /// 32 bits, big-endian: powerpc.
  case be32

  /// The length of C's `long` and `time_t` in bytes.
  var wordLength: Int { self == .le64 ? 8 : 4 }
  /// The length of `struct stat` in bytes.
  var statLength: Int { self == .le64 ? 144 : 88 }
  var isBigEndian: Bool { self == .be32 }
}

/// The state of the file `~/.rnd` when the key was generated.
package enum DebianRandState: String, Sendable, Hashable, CaseIterable {
  /// The file existed and was read.
  case rnd
  /// The file did not exist.
  case nornd
  /// The file existed but could not be read.
  case noreadrnd
}

/// A platform and a state of `~/.rnd`: each process ID yields one key of each type.
package struct DebianVariant: Sendable, Hashable {
  /// The platform.
  package let platform: DebianPlatform
  /// The state of `~/.rnd`.
  package let state: DebianRandState

  /// Creates a variant.
  package init(_ platform: DebianPlatform, _ state: DebianRandState) {
    self.platform = platform
    self.state = state
  }

  /// The nine variants in the order of the sets: by platform, then by state.
  package static let all: [DebianVariant] = DebianPlatform.allCases.flatMap { platform in
    DebianRandState.allCases.map { DebianVariant(platform, $0) }
  }

  /// The process IDs of Linux in 2008.
  package static let processes = 0..<32_768
}

extension DebianVariant: CustomStringConvertible {
  /// Platform and state, such as `le64-rnd`.
  package var description: String { "\(platform.rawValue)-\(state.rawValue)" }
}
