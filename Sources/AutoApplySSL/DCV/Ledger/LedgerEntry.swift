// SPDX-License-Identifier: Apache-2.0

/// What makes a token one and the same: the request's digest and the `uniqueValue`.
public struct TokenKey: Sendable, Hashable {
  /// SHA-256 of the request's DER: 64 lower-case hexadecimal digits.
  public let sha256: String
  /// The `uniqueValue`, nil for an order without one.
  public let uniqueValue: UniqueValue?

  /// The key of a request token.
  public init(_ token: RequestToken) {
    sha256 = token.sha256
    uniqueValue = token.uniqueValue
  }

  /// A key from its parts.
  ///
  /// - Throws: ``LedgerError/malformed(_:)`` when the digest is not 64 lower-case hexadecimal digits.
  public init(sha256: String, uniqueValue: UniqueValue?) throws(LedgerError) {
    guard sha256.utf8.count == 64, sha256.utf8.allSatisfy(TokenKey.isLowerHex) else {
      throw .malformed("a request is named by 64 lower-case hexadecimal digits")
    }
    self.sha256 = sha256
    self.uniqueValue = uniqueValue
  }

  /// The key of the same request with another `uniqueValue`.
  package init(requestOf other: TokenKey, uniqueValue: UniqueValue?) {
    sha256 = other.sha256
    self.uniqueValue = uniqueValue
  }

  private static func isLowerHex(_ octet: UInt8) -> Bool {
    (0x30...0x39).contains(octet) || (0x61...0x66).contains(octet)
  }
}

/// One use of a token.
public struct LedgerEntry: Sendable, Hashable {
  /// The most octets of a reference in UTF-8.
  public static let maximumReferenceOctets = 1024

  /// The token.
  public let key: TokenKey
  /// The user's name for the order, if any.
  public let reference: String?
  /// When it was recorded: seconds since 1970-01-01T00:00:00Z.
  public let time: Int64

  /// A use of a token.
  ///
  /// - Throws: ``LedgerError/malformed(_:)`` if the reference is empty, exceeds 1,024 octets or contains U+0000.
  public init(key: TokenKey, reference: String?, time: Int64) throws(LedgerError) {
    if let reference {
      let octets = reference.utf8
      guard !octets.isEmpty, octets.count <= LedgerEntry.maximumReferenceOctets, !octets.contains(0) else {
        throw .malformed("a reference has 1 to \(LedgerEntry.maximumReferenceOctets) octets, none of them zero")
      }
    }
    self.key = key
    self.reference = reference
    self.time = time
  }

  /// The same use with another `uniqueValue`.
  package init(_ other: LedgerEntry, uniqueValue: UniqueValue?) {
    key = TokenKey(requestOf: other.key, uniqueValue: uniqueValue)
    reference = other.reference
    time = other.time
  }
}

/// Why a ledger operation failed.
public enum LedgerError: Error, Sendable, Hashable {
  /// It cannot be opened or reached; the reason is the store's.
  case unreachable(String)
  /// It was written by a newer version of this software.
  case newerSchema
  /// The file is not a ledger, or is damaged.
  case notALedger(String)
  /// Other processes or connections locked it for longer than the time limit.
  case busy
  /// An argument or a stored entry is malformed.
  case malformed(String)
  /// The database failed; whether the entry was recorded is unknown.
  case failed(String)
}

extension LedgerError: CustomStringConvertible {
  /// What is wrong and why, without a full stop.
  public var description: String {
    switch self {
    case .unreachable(let reason): "cannot open the ledger: \(reason)"
    case .newerSchema: "the ledger was written by a newer version of csrkit, which must be used to open it"
    case .notALedger(let reason): "not a ledger: \(reason)"
    case .busy: "the ledger was locked by other processes for longer than the time limit; try again"
    case .malformed(let reason): "invalid ledger entry: \(reason)"
    case .failed(let reason): "the ledger failed: \(reason); check the token again before ordering"
    }
  }
}
