// SPDX-License-Identifier: Apache-2.0
public import CSRKitBase
internal import OpenSSLBridge
internal import PKCS10

/// When the certificates of inputs expire and when to replace them.
public struct ExpiryReport: Sendable {
  /// How long before its end a certificate needs replacement.
  public enum Margin: Sendable, Hashable {
    /// A number of days.
    case days(Int)
    /// A part of the lifetime, in percent.
    case percent(Int)
    /// A third of the lifetime.
    case third

    /// Reads `30d`, `30` or `20%`; nil for any other text.
    public init?(_ text: String) {
      let (digits, isPercent) = text.hasSuffix("%") ? (text.dropLast(), true) : (text[...], false)
      let number = !isPercent && digits.hasSuffix("d") ? digits.dropLast() : digits
      guard number.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int(number), value <= 100_000,
        !isPercent || value <= 100
      else { return nil }
      self = isPercent ? .percent(value) : .days(value)
    }
  }

  /// The state of a certificate, in the order of severity.
  public enum State: String, Sendable, Hashable, CaseIterable {
    /// There is time left.
    case valid
    /// It is time to reissue.
    case due
    /// The certificate has expired.
    case expired
  }

  /// A certificate and its dates.
  public struct Entry: Sendable {
    /// The name of the input.
    public let source: String
    /// The index among the certificates of the input, from 0.
    package let index: Int
    /// The common name or the first name.
    public let name: String?
    /// Whether it is that of a CA, which its owner replaces; it counts only once it has expired.
    package let isIssuer: Bool
    /// The first second of the validity, counted from 1970-01-01.
    package let notBefore: Int
    /// The last second of the validity.
    package let notAfter: Int
    /// The complete days left; negative after the end.
    public let daysLeft: Int
    /// The lifetime in days.
    package let lifetimeDays: Int
    /// The first day on which it should be replaced.
    public let reissueFrom: CalendarDate
    /// The last day on which the CA may reuse a domain validation that was made when this certificate was issued.
    public let validationReusableUntil: CalendarDate
    /// The state.
    public let state: State
    /// SHA-256 of the certificate in lower-case hexadecimal.
    package let sha256: String
  }

  /// The certificates, in the order of the inputs.
  public private(set) var entries: [Entry] = []
  /// The inputs without certificates.
  package private(set) var unreadable: [UnreadableObject] = []
  /// The time of the report, in seconds since 1970-01-01.
  package let time: Int
  private let margin: Margin

  /// Creates an empty report for a time.
  public init(at time: Int, margin: Margin = .third) { (self.time, self.margin) = (time, margin) }

  /// Notes an input that cannot be opened.
  package mutating func add(_ object: UnreadableObject) { unreadable.append(object) }

  /// Reads the certificates of an input.
  public mutating func read(_ input: Span<UInt8>, source: String) {
    guard let chain = IssuedChain(span: input) else {
      unreadable.append(UnreadableObject(source: source, reason: "it contains no certificate"))
      return
    }
    for (index, certificate) in chain.certificates.enumerated() {
      entries.append(entry(certificate, source, index))
    }
  }

  /// The worst state of all certificates.
  public var state: State {
    let ranks = State.allCases
    return entries.map(\.state).max { ranks.firstIndex(of: $0) ?? 0 < ranks.firstIndex(of: $1) ?? 0 } ?? .valid
  }

  private func entry(_ certificate: Certificate, _ source: String, _ index: Int) -> Entry {
    let lifetime = CertificateLifetime(certificate)
    let day = CertificateLifetime.secondsPerDay
    let length = lifetime.notAfter - lifetime.notBefore + 1
    let before =
      switch margin {
      case .days(let days): days * day
      case .percent(let percent): length / 100 * percent
      case .third: length / 3
      }
    let due = lifetime.notAfter + 1 - before
    let isIssuer = certificate.isCA
    let state: State = time > lifetime.notAfter ? .expired : time >= due && !isIssuer ? .due : .valid
    let left = lifetime.notAfter + 1 - time
    let bytes = certificate.der.span
    let name = certificate.subject.first { $0.oid.known == .commonName }?.displayText(in: bytes)
    return Entry(
      source: source, index: index,
      name: name ?? certificate.subjectAlternativeNames.first?.text(in: bytes).text
        ?? certificate.subject.last?.displayText(in: bytes),
      isIssuer: isIssuer, notBefore: lifetime.notBefore, notAfter: lifetime.notAfter,
      daysLeft: left >= 0 ? left / day : (left - day + 1) / day, lifetimeDays: lifetime.days,
      reissueFrom: CertificateLifetime.day(max(due, lifetime.notBefore)),
      validationReusableUntil: CalendarDate(
        daysSinceEpoch: ValidationReuse.lastDay(of: max(lifetime.notBefore, 0) / day)),
      state: state, sha256: Digest(.sha256, of: bytes).hex())
  }
}
