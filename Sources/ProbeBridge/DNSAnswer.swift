// SPDX-License-Identifier: Apache-2.0

/// A type of DNS record by its number (IANA DNS parameters).
package enum RecordType: Int32, Sendable, Hashable {
  case a = 1, ns = 2, cname = 5, soa = 6, txt = 16, aaaa = 28, caa = 257
}

/// What the resolver found.
package struct DNSAnswer: Sendable, Hashable {
  /// The response code: 0 no error, 2 server failure, 3 no such name.
  package let code: Int
  /// The data of each record in wire format.
  package let records: [[UInt8]]
  /// Why DNSSEC validation failed; nil when it did not.
  package let bogus: String?

  /// Whether the servers failed, validation aside.
  package var isFailure: Bool { code != 0 && code != 3 && bogus == nil }
}

/// Why the resolver returned no answer.
package enum DNSFailure: Error, Sendable, Hashable {
  case timeLimit
  /// The resolver could not be created or did not run; the text is libunbound's.
  case resolver(String)
}
