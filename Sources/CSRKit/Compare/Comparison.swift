// SPDX-License-Identifier: Apache-2.0
public import CSRKitBase
internal import PKCS10
public import Preflight

/// An issued certificate compared with what was ordered.
public struct Comparison: Sendable {
  /// A difference, or a fault of the certificate or its chain.
  public struct Difference: Sendable, Hashable {
    /// The kind.
    package let type: Kind
    /// The name of the kind, such as `name-missing`.
    public var kind: String { type.rawValue }
    /// The severity; only an error means that the certificate is not as ordered.
    public let severity: Severity
    /// What the certificate has; nil if it has nothing.
    public let value: String?
    /// What was ordered; nil if nothing was.
    public let expected: String?
    /// Why it is a difference, without a full stop.
    public let reason: String
  }

  /// The kinds of differences; the raw value is the name in JSON.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case keyDiffers = "key-differs"
    case nameMissing = "name-missing"
    case nameAdded = "name-added"
    case nameReordered = "name-reordered"
    case commonNameDiffers = "common-name-differs"
    case commonNameDropped = "common-name-dropped"
    case subjectChanged = "subject-changed"
    case subjectDropped = "subject-dropped"
    case subjectAdded = "subject-added"
    case extendedKeyUsage = "extended-key-usage"
    case keyUsage = "key-usage"
    case certificateAuthority = "certificate-authority"
    case mustStaple = "must-staple"
    case validationLevel = "validation-level"
    case validityTooLong = "validity-too-long"
    case validityDiffers = "validity-differs"
    case expired = "expired"
    case notYetValid = "not-yet-valid"
    case signatureInvalid = "signature-invalid"
    case signatureWeak = "signature-weak"
    case chainOrder = "chain-order"
    case chainBroken = "chain-broken"
    case chainUnrelated = "chain-unrelated"
  }

  /// The differences, in the order of the kinds.
  public let differences: [Difference]
  /// The name of the certificate.
  public let name: String?

  /// Whether the certificate is as ordered.
  public var isAsOrdered: Bool { !differences.contains { $0.severity == .error } }

  /// Compares the certificates of an input, the issued one and its chain, with an order.
  public init(
    of chain: IssuedChain, with order: RequestedCertificate, on day: CalendarDate
  ) {
    var found: [Difference] = []
    let leaf = chain.leaf(for: order)
    found += KeyComparison.differences(leaf, order)
    found += NameComparison.differences(leaf, order)
    found += SubjectComparison.differences(leaf, order)
    found += UsageComparison.differences(leaf, order)
    found += ValidityComparison.differences(leaf, order, on: day)
    found += ChainComparison.differences(leaf, chain)
    let rank = Dictionary(uniqueKeysWithValues: Kind.allCases.enumerated().map { ($1, $0) })
    differences = found.enumerated()
      .sorted { (rank[$0.element.type] ?? 0, $0.offset) < (rank[$1.element.type] ?? 0, $1.offset) }
      .map(\.element)
    name = leaf.names.first?.text
  }
}

extension Comparison {
  /// Writes the object of `csrkit compare --format json`, schema 1.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member(Key.schema, 1)
      writer.member(Key.verdict, isAsOrdered ? "as-ordered" : "differs")
      writer.member(Key.name, name)
      writer.array(Key.differences) { writer in
        for difference in differences {
          writer.object { writer in
            writer.member(Key.kind, difference.kind)
            writer.member(Key.severity, difference.severity.name)
            writer.member(Key.value, difference.value)
            writer.member(Key.expected, difference.expected)
            writer.member(Key.reason, difference.reason)
          }
        }
      }
    }
  }

  /// The differences as text, the most severe first.
  package func text(style: Style) -> String {
    var text = style.strong(visible(name ?? "certificate")) + "\n"
    for severity in Severity.allCases.reversed() {
      for difference in differences where difference.severity == severity { text += difference.lines(style) }
    }
    return text
      + (isAsOrdered ? style.good("The certificate is as ordered.") : style.bad("The certificate is not as ordered."))
      + "\n"
  }
}

extension Comparison.Difference {
  fileprivate func lines(_ style: Style) -> String {
    let word =
      switch severity {
      case .error: style.bad("error  ")
      case .warning: style.doubtful("warning")
      case .info: style.faint("note   ")
      }
    var text = "  \(word) \(kind): \(visible(reason))\n"
    if let value { text += "          certificate: \(visible(value))\n" }
    if let expected { text += "          ordered:     \(visible(expected))\n" }
    return text
  }
}
