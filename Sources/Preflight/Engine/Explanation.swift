// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import PKCS10

/// Weighs findings: the one place that knows which of them follow from which, and which to act on first.
enum Explanation {
  /// A cause and what follows from it.
  struct Row: Sendable {
    let cause: Rule
    let consequences: [Rule]
    let treatment: Treatment
    /// Whether the row applies only if no signature proves the key.
    let needsUnprovenKey: Bool

    init(
      _ cause: Rule, explains consequences: [Rule], _ treatment: Treatment,
      ifKeyIsUnproven needsUnprovenKey: Bool = false
    ) {
      self.cause = cause
      self.consequences = consequences
      self.treatment = treatment
      self.needsUnprovenKey = needsUnprovenKey
    }
  }

  /// What becomes of a consequence.
  enum Treatment: Sendable {
    /// It is a part of the cause's finding: it may disappear with the cause, and nothing else is to be done about it.
    case folded
    /// It is a finding of its own without a prediction: it remains once the cause is corrected in another way.
    case subordinate
  }

  /// The causes; one that is itself a consequence comes after its cause.
  static let table: [Row] = [
    // Without a signature, there is nothing to verify and no proof of anything else.
    Row(
      .signatureMissing, explains: [.encodingNotDecodable] + ofSignature + ofKey + Rule.irregularities, .folded,
      ifKeyIsUnproven: true),
    // The key is correct without the octets around it, which keep everything else from being verified.
    Row(
      .keyInOctetString,
      explains: [.encodingNotDecodable, .signatureInvalid] + ofAlgorithm + ofKey + Rule.irregularities,
      .folded, ifKeyIsUnproven: true),
    // A request that OpenSSL cannot decode, and whose signature proves nothing, may have been damaged.
    Row(
      .encodingNotDecodable, explains: ofSignature + ofKey + Rule.irregularities, .folded, ifKeyIsUnproven: true),
    Row(
      .signatureAlgorithmMismatch,
      explains: [.signatureInvalid, .signatureNotCheckable, .signatureUnsupportedAlgorithm] + ofKey
        + Rule.irregularities, .folded, ifKeyIsUnproven: true),
    // Nothing that was read from a request without a valid signature is known to be what was signed.
    Row(.signatureInvalid, explains: ofAlgorithm + ofKey + Rule.irregularities, .folded, ifKeyIsUnproven: true),
    Row(
      .signatureUnknownAlgorithm,
      explains: [.signatureNotCheckable, .signatureUnsupportedAlgorithm, .signatureAlgorithmMismatch] + ofKey
        + Rule.irregularities, .folded, ifKeyIsUnproven: true),
    // The algorithm is correct in the request that the software creates with the right settings.
    Row(.signatureMislabelled, explains: [.signatureNotCheckable, .signatureAlgorithmMismatch], .folded),
    Row(.signatureMalformed, explains: [.signatureNotCheckable], .folded),
    // The key usages of a CA belong to the template of a CA.
    Row(.extensionCA, explains: [.extensionKeyUsage, .extensionKeyUsageForKey], .folded),
    // Names that are not separated are in the order once they are.
    Row(.coverageNotation, explains: [.coveragePrimaryNotListed, .coverageIgnoredName], .folded),
    // The method suits a name that the product covers.
    Row(.coverageWildcardNotAllowed, explains: [.validationImpossible], .subordinate),
    Row(.coverageWildcardInList, explains: [.validationImpossible], .subordinate),
  ]

  private static let ofKey: [Rule] = [
    .keyTooSmall, .keyTooLarge, .keySizeMultiple, .keyUnsupportedAlgorithm, .keyUnsupportedCurve, .keyMalformed,
    .keyInvalid, .keyAdvisory,
  ]
  private static let ofAlgorithm: [Rule] = [
    .signatureAlgorithmMismatch, .signatureUnsupportedAlgorithm, .signatureNotCheckable, .signatureWeakHash,
  ]
  private static let ofSignature: [Rule] = [.signatureInvalid, .signatureUnknownAlgorithm] + ofAlgorithm

  /// Folds and subordinates consequences, and sorts the findings: the predicted error first, then by severity.
  static func weigh(_ found: [Finding], isKeyProven: Bool) -> [Finding] {
    guard found.count > 1 else { return found }
    var findings = found
    for row in table where isKeyProven ? !row.needsUnprovenKey : true {
      guard let cause = findings.firstIndex(where: { $0.ruleID == row.cause.id }) else { continue }
      let explained = Set(row.consequences.map(\.id))
      switch row.treatment {
      case .folded:
        let consequences = findings.filter { explained.contains($0.ruleID) }
        guard !consequences.isEmpty else { continue }
        findings[cause].consequences += consequences.flatMap { [$0.withoutConsequences] + $0.consequences }
        findings.removeAll { explained.contains($0.ruleID) }
      case .subordinate:
        for index in findings.indices where explained.contains(findings[index].ruleID) {
          findings[index].predicts = nil
          findings[index].name = nil
        }
      }
    }
    return sorted(findings)
  }

  /// Sorts by severity; among errors, those that the CA is expected to report come first, in the order of its checks.
  private static func sorted(_ findings: [Finding]) -> [Finding] {
    let keys = findings.map { finding in
      (finding.severity, finding.isRefusal ? finding.error.map(ErrorPrecedence.rank) ?? Int.max - 1 : Int.max)
    }
    let order = findings.indices.sorted { left, right in
      let (one, other) = (keys[left], keys[right])
      return one.0 != other.0 ? one.0 > other.0 : one.1 != other.1 ? one.1 < other.1 : left < right
    }
    return order.map { findings[$0] }
  }
}

extension Finding {
  fileprivate var ruleID: String { RuleCatalog.all[position].id }

  fileprivate var withoutConsequences: Finding {
    var finding = self
    finding.consequences = []
    return finding
  }
}
