// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  /// Subject values in a string type outside DirectoryString.
  static let subjectStringType = Rule(
    "subject.string-type", .warning, .inferred,
    summary:
      "subject values are DirectoryStrings: UTF8String, PrintableString, TeletexString, BMPString or UniversalString",
    fix: "make the request anew with UTF8String or PrintableString values",
    citations: ["AutoApplySSL additional request structures: ASN.1 types", "RFC 5280 §4.1.2.4"]
  ) { examination, reporter in
    for attribute in examination.request.subject {
      guard let known = attribute.oid.known, SubjectLimits.characters[known] != nil, known != .countryName else {
        continue
      }
      switch attribute.tag {
      case .utf8String, .printableString, .teletexString, .bmpString, .universalString: continue
      default:
        reporter.report(
          "the \(known.name) is \(article(attribute.tag)) where a DirectoryString is due",
          at: Place(attribute.range, .subject))
      }
    }
  }
}
