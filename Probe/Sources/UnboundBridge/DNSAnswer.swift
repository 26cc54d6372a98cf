// SPDX-License-Identifier: Apache-2.0

/// A type of DNS record by its number (IANA DNS parameters).
public enum RecordType: Int32, Sendable, Hashable {
  case a = 1, ns = 2, cname = 5, txt = 16, aaaa = 28, caa = 257
}

/// What the resolver found.
public struct DNSAnswer: Sendable, Hashable {
  /// The response code; 0 is no error, 2 server failure, 3 no such name.
  public let code: Int
  /// The data of each record in wire form.
  public let records: [[UInt8]]
  /// Whether the name does not exist.
  public let isMissing: Bool
  /// Whether DNSSEC proves the answer.
  public let isSecure: Bool
  /// Why DNSSEC refutes the answer; nil when it does not.
  public let bogus: String?

  /// Whether servers failed, DNSSEC aside.
  public var isFailure: Bool { code != 0 && code != 3 && bogus == nil }
}

/// Why the resolver gave no answer.
public enum DNSFailure: Error, Sendable, Hashable {
  /// The time limit passed.
  case timeLimit
  /// The resolver could not be set up or did not run, in libunbound's words.
  case resolver(String)
}
