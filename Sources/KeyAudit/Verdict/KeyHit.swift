// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// One thing that a check or a list found in a key.
public struct KeyHit: Sendable, Hashable {
  /// The check, by its identifier in `KeyCheck.catalog`, such as `roca`.
  public let check: String
  /// How certain it is.
  public let grade: Grade
  /// What it makes of the key; `clean` where it is said for information only.
  public let outcome: KeyVerdict.Outcome
  /// The error code that the CA's answer would carry for it, or nil where no refusal is to be expected.
  public let predicts: Int?
  /// What proves it, for a person to check.
  public let evidence: [Evidence]

  /// How a hit is known.
  public enum Grade: String, Sendable, Hashable, CaseIterable {
    /// The evidence proves it: factors, a discrete logarithm, a replayed generator, a broken rule.
    case proven
    /// The key's hash stands in a list.
    case listed
    /// A pattern or a filter speaks for it and can err.
    case probable
  }

  /// A hit.
  public init(
    _ check: KeyCheck, _ grade: Grade, _ outcome: KeyVerdict.Outcome, predicts: Int? = nil, _ evidence: [Evidence]
  ) {
    self.check = check.id
    self.grade = grade
    self.outcome = outcome
    self.predicts = predicts
    self.evidence = evidence
  }

  /// Whether it is said for information and changes no verdict.
  public var isAdvisory: Bool { outcome == .clean }
}

/// A named value that proves a hit.
public struct Evidence: Sendable, Hashable {
  /// The name: lower camel case, a key of the JSON object `evidence`.
  public let name: String
  /// The value: a number in decimal digits, a large one as `0x` and hexadecimal digits, or a word.
  public let value: String
  /// Whether it is part of a private key that is not to be shown unasked.
  public let isPrivate: Bool

  /// A value.
  public init(_ name: String, _ value: String, isPrivate: Bool = false) {
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

/// The error codes of the CA's answers that keys lead to (AutoApplySSL error codes; -41 is DecodeCSR's).
enum PredictedCode {
  static let undecodable = -10
  static let unsupportedAlgorithm = -11
  static let unsupportedSize = -13
  static let compromised = -40
  static let invalidKey = -41
}
