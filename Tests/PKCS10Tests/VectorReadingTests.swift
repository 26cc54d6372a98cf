// SPDX-License-Identifier: Apache-2.0
import OpenSSLBridge
import PKCS10
import TestSupport
import Testing

/// Every vector of TestVectors/requests is read as expected.
@Suite struct VectorReadingTests {
  @Test("no family of vectors is empty", arguments: RequestVector.families)
  func isNotEmpty(family: String) {
    #expect(RequestVector.all.count { $0.family == family && !$0.sha256.isEmpty } > 20)
  }

  @Test("the bytes match the expected digest", arguments: RequestVector.all)
  func hasExpectedBytes(vector: RequestVector) {
    #expect(Digest(.sha256, of: vector.der.span).hex() == vector.sha256)
  }

  @Test("the version is read, or nil if it is missing or too large", arguments: RequestVector.requests)
  func readsVersion(vector: RequestVector) throws {
    #expect(try CertificationRequest(der: vector.der).version == vector.version)
  }

  @Test("subject attributes are read in order with type, text and illegal octet", arguments: RequestVector.requests)
  func readsSubject(vector: RequestVector) throws {
    let request = try CertificationRequest(der: vector.der)
    let bytes = request.der.span
    let expected = try #require(vector.subject)
    #expect(request.subject.map { $0.oid.dotted(in: bytes) } == expected.map(\.oid))
    #expect(request.subject.map { $0.tag.description } == expected.map(\.type))
    #expect(request.subject.map { $0.text(in: bytes)?.text } == expected.map(\.value))
    #expect(request.subject.map(\.rdn) == expected.map(\.rdn))
    for (read, wanted) in zip(request.subject, expected) where !read.tag.isConstructed {
      #expect(read.text(in: bytes)?.firstIllegal.map { $0 - read.value.lowerBound } == wanted.illegal)
    }
  }

  @Test("the key's kind, size and curve are read", arguments: RequestVector.requests)
  func readsKey(vector: RequestVector) throws {
    let request = try CertificationRequest(der: vector.der)
    let key = request.publicKey
    let expected = try #require(vector.key)
    #expect(key.key.kindName == expected.kind)
    #expect(key.bitCount == expected.bits)
    #expect(key.key.curveName(in: request.der.span) == expected.curve)
    #expect(Digest(.sha256, of: key.range, in: request.der.span).hex() == vector.spkiSHA256)
  }

  @Test("the signature's algorithm is read and the signature checked", arguments: RequestVector.requests)
  func checksSignature(vector: RequestVector) throws {
    let request = try CertificationRequest(der: vector.der)
    #expect(request.signatureAlgorithm.oid.dotted(in: request.der.span) == vector.signatureAlgorithm)
    let status = request.verifySignature(with: SignatureVerifier())
    #expect(try #require(vector.valid).contains(status.isValid), "\(status)")
  }

  @Test("attributes are read in order and decoded", arguments: RequestVector.requests)
  func readsAttributes(vector: RequestVector) throws {
    let request = try CertificationRequest(der: vector.der)
    let bytes = request.der.span
    let expected = try #require(vector.attributes)
    let values = request.attributes.map { $0.decodedValue(in: bytes) }
    #expect(request.attributes.map { $0.oid.dotted(in: bytes) } == expected.map(\.oid))
    #expect(values.map(\.text) == expected.map(\.text))
    #expect(values.map { $0.error != nil } == expected.map { $0.malformed ?? false })
  }

  @Test("requested extensions are read in order and decoded", arguments: RequestVector.requests)
  func readsExtensions(vector: RequestVector) throws {
    let request = try CertificationRequest(der: vector.der)
    let bytes = request.der.span
    let expected = try #require(vector.extensions)
    let values = request.extensions.map { $0.decodedValue(in: bytes) }
    #expect(request.extensions.map { $0.oid.dotted(in: bytes) } == expected.map(\.oid))
    #expect(request.extensions.map(\.isCritical) == expected.map(\.critical))
    #expect(values.map(\.text) == expected.map(\.text))
    #expect(values.map { $0.error != nil } == expected.map { $0.malformed ?? false })
  }

  @Test("alternative names are read in order with form, text and illegal octet", arguments: RequestVector.requests)
  func readsNames(vector: RequestVector) throws {
    let request = try CertificationRequest(der: vector.der)
    let bytes = request.der.span
    let expected = try #require(vector.names)
    let names = request.subjectAlternativeNames
    let texts = names.map { $0.text(in: bytes) }
    #expect(names.map(\.kind.name) == expected.map(\.type))
    #expect(texts.map(\.text) == expected.map(\.value))
    let illegal = zip(names, texts).map { name, text in text.firstIllegal.map { $0 - name.content.lowerBound } }
    #expect(illegal == expected.map(\.illegal))
  }

  @Test("exactly the deviations from DER are recorded, with their bytes", arguments: RequestVector.requests)
  func notesIrregularities(vector: RequestVector) throws {
    let request = try CertificationRequest(der: vector.der)
    let notes = request.irregularities.map {
      RequestVector.Mark(kind: $0.kind.rawValue, start: $0.range.lowerBound, end: $0.range.upperBound)
    }
    #expect(notes.sorted(by: precedes) == (vector.irregularities ?? []).sorted(by: precedes))
  }

  @Test("anything but a request is rejected with the field and the byte at fault", arguments: RequestVector.unreadable)
  func refuses(vector: RequestVector) throws {
    let fault = try #require(vector.error)
    let error = #expect(throws: RequestError.self) { try CertificationRequest(der: vector.der) }
    #expect(error?.field == fault.field)
    if let offset = fault.offset { #expect(error?.cause.offset == offset, "\(error?.description ?? "")") }
    #expect(try #require(error).cause.offset <= vector.der.count)
    #expect(error?.description.hasPrefix("the \(fault.field) cannot be read: ") == true)
  }

  private func precedes(_ left: RequestVector.Mark, _ right: RequestVector.Mark) -> Bool {
    (left.start, left.end, left.kind) < (right.start, right.end, right.kind)
  }
}

/// Compares our decoding of every vector with OpenSSL's.
@Suite struct VectorOpenSSLTests {
  @Test("every vector that OpenSSL decodes is read, with the same facts", arguments: RequestVector.all)
  func agrees(vector: RequestVector) throws {
    guard let theirs = try? X509Request.parse(vector.der.span) else { return }
    let differences = Comparison.differences(try CertificationRequest(der: vector.der), theirs)
    #expect(differences.isEmpty)
  }

  @Test("every vector that OpenSSL rejects is rejected or recorded as irregular", arguments: RequestVector.all)
  func doubts(vector: RequestVector) {
    do {
      _ = try X509Request.parse(vector.der.span)
    } catch {
      #expect((try? CertificationRequest(der: vector.der))?.isStrict != true, "OpenSSL: \(error)")
    }
  }

  @Test("OpenSSL decodes and rejects enough vectors for a meaningful comparison")
  func isMeaningful() {
    let decoded = RequestVector.all.count { (try? X509Request.parse($0.der.span)) != nil }
    #expect(decoded > 300)
    #expect(RequestVector.all.count - decoded > 40)
  }
}
