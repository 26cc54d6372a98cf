// SPDX-License-Identifier: Apache-2.0

/// An X.509 certificate (RFC 5280 §4.1): a typed view of the bytes as received.
package struct Certificate: Sendable {
  /// The complete encoding of the certificate.
  package let der: [UInt8]
  /// The content of the serial number.
  package let serialNumber: Range<Int>
  /// The attributes of the issuer, in order.
  package let issuer: [NameAttribute]
  /// The encoding of the issuer.
  package let issuerName: Range<Int>
  /// The first second of the validity, counted from 1970-01-01 00:00 UTC.
  package let notBefore: Int
  /// The last second of the validity.
  package let notAfter: Int
  /// The attributes of the subject, in order.
  package let subject: [NameAttribute]
  /// The encoding of the subject.
  package let subjectName: Range<Int>
  /// The public key.
  package let publicKey: SubjectPublicKeyInfo
  /// The extensions, in order.
  package let extensions: [RequestedExtension]
  /// The subject alternative names, in order.
  package let subjectAlternativeNames: [GeneralName]
  /// The signature algorithm.
  package let signatureAlgorithm: AlgorithmIdentifier

  /// Reads a certificate.
  ///
  /// - Throws: `DERError` if a required field cannot be read; malformed extensions and names are omitted.
  package init(der: [UInt8]) throws(DERError) {
    let bytes = der.span
    var notes: [Irregularity] = []
    var outer = Cursor(0..<bytes.count)
    var parts = Cursor(try outer.next(.sequence, in: bytes).content)
    try outer.finish()
    var fields = Cursor(try parts.next(.sequence, in: bytes).content)
    _ = try fields.nextIf(.context(0, constructed: true), in: bytes)
    serialNumber = try fields.next(.integer, in: bytes).content
    _ = try fields.next(.sequence, in: bytes)
    let issuerNode = try fields.next(.sequence, in: bytes)
    let validity = try fields.next(.sequence, in: bytes)
    let subjectNode = try fields.next(.sequence, in: bytes)
    publicKey = try SubjectPublicKeyInfo.read(fields.next(.sequence, in: bytes), in: bytes, notes: &notes)
    issuer = NameReader.read(issuerNode, in: bytes, notes: &notes)
    subject = NameReader.read(subjectNode, in: bytes, notes: &notes)
    (issuerName, subjectName) = (issuerNode.range, subjectNode.range)
    var times = Cursor(validity.content)
    notBefore = try EncodedTime.seconds(times.next(in: bytes), in: bytes)
    notAfter = try EncodedTime.seconds(times.next(in: bytes), in: bytes)
    extensions = try Certificate.extensions(after: &fields, in: bytes, notes: &notes)
    subjectAlternativeNames = extensions.filter { $0.oid.known == .subjectAltName }
      .flatMap { GeneralName.readList($0.value, in: bytes, notes: &notes) }
    signatureAlgorithm = try AlgorithmIdentifier.read(parts.next(.sequence, in: bytes), in: bytes, notes: &notes)
    self.der = der
  }

  /// Skips the unique identifiers and reads the extensions, if any.
  private static func extensions(
    after fields: inout Cursor, in bytes: Span<UInt8>, notes: inout [Irregularity]
  ) throws(DERError) -> [RequestedExtension] {
    var extensions: [RequestedExtension] = []
    while !fields.isAtEnd {
      let field = try fields.next(in: bytes)
      guard field.tag == .context(3, constructed: true) else { continue }
      let list = try Cursor.only(.sequence, field.content, in: bytes)
      _ = RequestedExtension.readList(list, in: bytes, into: &extensions, notes: &notes)
    }
    return extensions
  }

  /// The first extension of a type.
  package func certificateExtension(_ oid: KnownOID) -> RequestedExtension? {
    extensions.first { $0.oid.known == oid }
  }

  /// Whether the basic constraints allow the key to sign certificates.
  package var isCA: Bool {
    guard let found = certificateExtension(.basicConstraints) else { return false }
    return (try? BasicConstraintsValue(found.value, in: der.span))?.isCA ?? false
  }

  /// Whether another certificate has the issuer's name as its subject.
  package func isIssued(inTheNameOf other: Certificate) -> Bool {
    issuerName.map { der[$0] } == other.subjectName.map { other.der[$0] }
  }
}

/// Times of the validity (RFC 5280 §4.1.2.5).
enum EncodedTime {
  /// The seconds since 1970-01-01 00:00 UTC of a UTCTime or GeneralizedTime in UTC.
  static func seconds(_ node: Node, in bytes: Span<UInt8>) throws(DERError) -> Int {
    guard node.tag == .utcTime || node.tag == .generalizedTime else {
      throw .unexpectedTag(offset: node.start, expected: .utcTime, found: node.tag)
    }
    let yearDigits = node.tag == .utcTime ? 2 : 4
    let text = node.content.map { bytes[$0] }
    let digits = text.dropLast().map { Int($0) - 0x30 }
    guard text.last == UInt8(ascii: "Z"), digits.allSatisfy({ (0...9).contains($0) }),
      digits.count == yearDigits + 10 || digits.count == yearDigits + 8
    else { throw .malformed(offset: node.start, what: "a time that is not in the form YYMMDDHHMMSSZ") }
    var year = digits[..<yearDigits].reduce(0) { 10 * $0 + $1 }
    if yearDigits == 2 { year += year < 50 ? 2000 : 1900 }
    let rest: [Int] = stride(from: yearDigits, to: digits.count, by: 2).map { 10 * digits[$0] + digits[$0 + 1] }
    let (month, day, hour, minute) = (rest[0], rest[1], rest[2], rest[3])
    let second = rest.count > 4 ? rest[4] : 0
    guard (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61 else {
      throw .malformed(offset: node.start, what: "a time with a field out of range")
    }
    return ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second
  }

  /// The days since 1970-01-01 of a day in the Gregorian calendar, whose years begin on 1 March here.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

/// The certificates of a PKCS#7 message (RFC 5652 §5.1), in which CAs deliver chains.
package enum CertificateBag {
  /// The DER of each certificate in a SignedData; empty for other content.
  package static func certificates(_ message: Span<UInt8>) -> [[UInt8]] {
    (try? read(message)) ?? []
  }

  private static func read(_ bytes: Span<UInt8>) throws(DERError) -> [[UInt8]] {
    var outer = Cursor(0..<bytes.count)
    var content = Cursor(try outer.next(.sequence, in: bytes).content)
    _ = try content.next(.objectIdentifier, in: bytes)
    let wrapper = try content.next(.context(0, constructed: true), in: bytes)
    var signed = Cursor(wrapper.content)
    var fields = Cursor(try signed.next(.sequence, in: bytes).content)
    var found: [[UInt8]] = []
    while !fields.isAtEnd {
      let field = try fields.next(in: bytes)
      guard field.tag == .context(0, constructed: true) else { continue }
      var list = Cursor(field.content)
      while !list.isAtEnd { found.append(try list.next(in: bytes).range.map { bytes[$0] }) }
    }
    return found
  }
}
