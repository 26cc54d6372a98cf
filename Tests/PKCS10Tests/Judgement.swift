// SPDX-License-Identifier: Apache-2.0
import OpenSSLBridge
import PKCS10

/// What must hold for any bytes whatever.
enum Judgement {
  /// What does not hold, or nil: reading ends, in the same way each time; nothing that OpenSSL decodes is refused, and
  /// nothing that it refuses is called strict; what both read has the same counts.
  static func fault(_ bytes: [UInt8]) -> String? {
    let theirs = try? X509Request.parse(bytes.span)
    do throws(RequestError) {
      let request = try CertificationRequest(der: bytes)
      touch(request)
      let again = try CertificationRequest(der: bytes)
      guard request.irregularities == again.irregularities, request.subject == again.subject else {
        return "reading is not deterministic"
      }
      guard let theirs else { return request.isStrict ? "OpenSSL refuses what is called strict" : nil }
      guard request.subject.count == theirs.subjectCount, request.attributes.count == theirs.attributeCount else {
        return "the numbers of subject attributes or attributes differ"
      }
      return nil
    } catch {
      return theirs == nil ? nil : "OpenSSL decodes it: \(error)"
    }
  }

  /// Asks for everything that is decoded on demand.
  static func touch(_ request: CertificationRequest) {
    let bytes = request.der.span
    var length = 0
    for attribute in request.subject { length += attribute.displayText(in: bytes).utf8.count }
    for attribute in request.attributes { length += attribute.displayText(in: bytes).utf8.count }
    for requested in request.extensions { length += requested.displayText(in: bytes).utf8.count }
    for name in request.subjectAlternativeNames { length += name.text(in: bytes).text.utf8.count }
    length += DistinguishedName.text(request.subject, in: bytes).utf8.count
    length += request.pssParameters?.description.utf8.count ?? 0
    length += request.publicKey.bitCount ?? 0
    precondition(length >= 0)
  }
}
