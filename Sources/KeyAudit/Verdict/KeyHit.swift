// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// One result of a check or a list look-up.
public struct KeyHit: Sendable, Hashable {
  /// The identifier of the check in ``KeyCheck/all``.
  public let check: KeyCheck.ID
  /// How certain the hit is.
  public let grade: Grade
  /// The verdict that the hit leads to; `clean` if the hit is informational.
  public let outcome: KeyVerdict.Outcome
  /// The error code that the CA will return, or nil if no refusal is predicted.
  public let predicts: Int?
  /// The values that prove the hit, so that a person can verify it.
  public let evidence: [Evidence]

  /// How a hit was established.
  public enum Grade: String, Sendable, Hashable, CaseIterable {
    /// The evidence proves it: factors, a discrete logarithm, a replayed generator, a violated requirement.
    case proven
    /// The hash of the key is in a list.
    case listed
    /// A pattern or a filter matches; false positives are possible.
    case probable
  }

  /// Creates a hit.
  package init(
    _ check: KeyCheck, _ grade: Grade, _ outcome: KeyVerdict.Outcome, predicts: Int? = nil, _ evidence: [Evidence]
  ) {
    self.check = check.id
    self.grade = grade
    self.outcome = outcome
    self.predicts = predicts
    self.evidence = evidence
  }

  /// Whether the hit is informational and does not change the verdict.
  package var isAdvisory: Bool { outcome == .clean }
}

/// A named value that supports a hit.
public struct Evidence: Sendable, Hashable {
  /// The name in lower camel case: a key of the JSON object `evidence`.
  public let name: String
  /// The value: a number in decimal, a large number as `0x` and hexadecimal digits, or a word.
  public let value: String
  /// Whether the value is part of a private key and must not be shown by default.
  public let isPrivate: Bool

  /// Creates a value.
  package init(_ name: String, _ value: String, isPrivate: Bool = false) {
    self.name = name
    self.value = value
    self.isPrivate = isPrivate
  }

  init(_ name: String, _ value: some BinaryInteger) {
    self.init(name, String(value))
  }

  init(_ name: String, _ value: borrowing BigNumber) {
    self.init(name, value.hex)
  }
}

/// The error codes that the CA returns because of a key (AutoApplySSL error codes; -41 is DecodeCSR's).
enum PredictedCode {
  static let undecodable = -10
  static let unsupportedAlgorithm = -11
  static let unsupportedSize = -13
  static let compromised = -40
  static let invalidKey = -41
}
