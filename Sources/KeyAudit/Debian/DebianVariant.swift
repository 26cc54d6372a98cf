// SPDX-License-Identifier: Apache-2.0

/// A class of machines on which the broken generator of CVE-2008-0166 makes the same keys.
public enum DebianPlatform: String, Sendable, Hashable, CaseIterable {
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

/// What became of the file `~/.rnd` when the key was made.
public enum DebianRandState: String, Sendable, Hashable, CaseIterable {
  /// It was there and was read.
  case rnd
  /// There was none.
  case nornd
  /// It was there and could not be read.
  case noreadrnd
}

/// A platform and a state of `~/.rnd`: for each process identifier it has one key of each type.
public struct DebianVariant: Sendable, Hashable {
  /// The platform.
  public let platform: DebianPlatform
  /// The state of `~/.rnd`.
  public let state: DebianRandState

  /// A variant.
  public init(_ platform: DebianPlatform, _ state: DebianRandState) {
    self.platform = platform
    self.state = state
  }

  /// The nine variants in the order of the sets: platform, then state.
  public static let all: [DebianVariant] = DebianPlatform.allCases.flatMap { platform in
    DebianRandState.allCases.map { DebianVariant(platform, $0) }
  }

  /// The process identifiers of a Linux of 2008.
  public static let processes = 0..<32_768
}

extension DebianVariant: CustomStringConvertible {
  /// Platform and state, such as `le64-rnd`.
  public var description: String { "\(platform.rawValue)-\(state.rawValue)" }
}
