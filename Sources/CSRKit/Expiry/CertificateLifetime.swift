// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import OpenSSLBridge
internal import PKCS10

/// The validity of a certificate in days.
struct CertificateLifetime: Hashable {
  /// The first second, counted from 1970-01-01.
  let notBefore: Int
  /// The last second.
  let notAfter: Int

  init(_ certificate: Certificate) {
    notBefore = certificate.notBefore
    notAfter = max(certificate.notAfter, certificate.notBefore)
  }

  static let secondsPerDay = 86_400

  /// The number of days; a fraction counts as a day (BR 6.3.2).
  var days: Int { (notAfter - notBefore + CertificateLifetime.secondsPerDay) / CertificateLifetime.secondsPerDay }

  var firstDay: CalendarDate { CertificateLifetime.day(notBefore) }
  var lastDay: CalendarDate { CertificateLifetime.day(notAfter) }

  /// The day of a time; the calendar ends with the year 9999.
  static func day(_ seconds: Int) -> CalendarDate {
    let days = seconds >= 0 ? seconds / secondsPerDay : (seconds - secondsPerDay + 1) / secondsPerDay
    return CalendarDate(daysSinceEpoch: min(days, 2_932_896))
  }
}

/// How long the validation of a domain may be reused (BR 4.2.1).
enum ValidationReuse {
  /// The first limit also applies to older validations.
  private static let steps: [(from: Int, days: Int)] = IndustryLimit.domainReuse.steps.enumerated().map { index, step in
    (index == 0 ? 0 : step.from.daysSinceEpoch, step.days)
  }

  /// The last day on which a certificate may be issued with a validation of a day, both counted from 1970-01-01.
  ///
  /// The limit is that of the day of issuance, so that a new limit may end the reuse at once.
  static func lastDay(of validation: Int) -> Int {
    var last = validation
    for (index, step) in steps.enumerated() {
      let end = index + 1 < steps.count ? steps[index + 1].from - 1 : Int.max
      guard validation <= end else { continue }
      last = min(validation + step.days, end)
      if last < end { break }
      guard index + 1 < steps.count, validation + steps[index + 1].days > end else { break }
    }
    return last
  }
}

/// Verifies the signature of an issuer.
enum IssuerSignature {
  /// Whether the issuer's key signed the certificate; nil if OpenSSL cannot check it.
  static func isValid(_ certificate: Certificate, by issuer: Certificate) -> Bool? {
    X509Certificate.isSigned(certificate.der.span, by: issuer.der.span)
  }
}
