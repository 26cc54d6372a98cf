// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// What of a key a list holds; one kind cannot be made from another without the key.
///
/// The raw value is the octet in a segment's header.
public enum HashKind: UInt8, Sendable, Hashable, CaseIterable {
  /// SHA-256 of the key's one number, as in badkeys' blocklist and the lists of BR 6.1.1.3 (5.1).
  case number = 0
  /// SHA-256 of the SubjectPublicKeyInfo, as boulder and pwnedkeys have it.
  case info = 1
  /// SHA-1 of the line that `openssl rsa -modulus` prints.
  case modulusLine = 2
  /// The last 80 bits of that, as openssl-blacklist has it.
  case modulusLineTail = 3
  /// SHA-1 of the BIT STRING: the subject key identifier (RFC 5280 §4.2.1.2 (1)).
  case keyIdentifier = 4
  /// SHA-1 of the SubjectPublicKeyInfo.
  case infoSHA1 = 5

  /// The name in commands and evidence.
  public var name: String {
    switch self {
    case .number: "number-sha256"
    case .info: "spki-sha256"
    case .modulusLine: "modulus-sha1"
    case .modulusLineTail: "modulus-sha1-80"
    case .keyIdentifier: "ski-sha1"
    case .infoSHA1: "spki-sha1"
    }
  }

  /// The kind of that name.
  public init?(name: String) {
    guard let kind = HashKind.allCases.first(where: { $0.name == name }) else { return nil }
    self = kind
  }

  /// The octets of a whole hash, as texts have it.
  public var length: Int {
    switch self {
    case .number, .info: 32
    case .modulusLine, .keyIdentifier, .infoSHA1: 20
    case .modulusLineTail: 10
    }
  }
}
