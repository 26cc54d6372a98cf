// SPDX-License-Identifier: Apache-2.0
internal import KeyAudit
public import OpenSSLBridge
internal import PKCS10

/// Reads the keys, requests and certificates of inputs, for ``KeyMatch``.
///
/// Private keys are held by OpenSSL and wiped once their public keys are known.
public struct KeyReader {
  /// What was read, in the order of the inputs.
  package private(set) var holders: [KeyHolder] = []
  /// What cannot be read.
  package private(set) var unreadable: [UnreadableObject] = []
  private let passphrase: (String) -> SecretBytes?

  /// Creates a reader.
  ///
  /// - Parameter passphrase: returns the passphrase for an encrypted key in an input; nil if there is none.
  public init(passphrase: @escaping (_ source: String) -> SecretBytes? = { _ in nil }) {
    self.passphrase = passphrase
  }

  /// Notes an input that cannot be opened.
  package mutating func add(_ object: UnreadableObject) { unreadable.append(object) }

  /// Reads an input: PEM, DER, PKCS#7, PKCS#12; requests in any wrapping.
  public mutating func read(_ input: Span<UInt8>, source: String) {
    let (before, failures) = (holders.count, unreadable.count)
    var requests: Set<Int> = []
    ObjectScanner.scan(input) { found, bytes in
      if found.kind == .request { requests.insert(found.offset) }
      read(found, bytes, source)
    }
    // A request may be damaged or wrapped in a way that only Armor reads.
    if holders.count == before && unreadable.count == failures || PEMRequestMark.isIn(input) {
      readRequests(input, source, except: requests)
    }
    let own = holders[before...].sorted { $0.offset < $1.offset }
    for (index, holder) in own.enumerated() {
      holders[before + index] = holder
      holders[before + index].index = index
    }
  }

  private mutating func read(_ found: ObjectScanner.Found, _ bytes: Span<UInt8>, _ source: String) {
    switch found.kind {
    case .request: add(request: bytes.indices.map { bytes[$0] }, source, found.offset)
    case .enclosing: readRequests(bytes, source, except: [])
    case .certificate: add(certificate: bytes.indices.map { bytes[$0] }, source, found.offset)
    case .other(.publicKey(.spki)):
      let key = KeyReader.canonical(bytes)
      holders.append(KeyHolder(source: source, kind: .publicKey, name: nil, key: key, offset: found.offset))
    case .other(.pkcs7):
      let all = CertificateBag.certificates(bytes)
      for certificate in all { add(certificate: certificate, source, found.offset) }
      if all.isEmpty { fail("a PKCS#7 message without certificates", found, source) }
    case .other(.pkcs12), .other(.privateKey):
      do throws(PrivateKeyError) { try readSecret(found, bytes, source) } catch {
        fail("\(error)", found, source)
      }
    case .other(let kind):
      if case .parameters = kind { return }
      fail("\(kind.name), which has no key to compare", found, source)
    case .malformed:
      if found.label?.contains("REQUEST") != true { fail("the content cannot be decoded", found, source) }
    }
  }

  private mutating func readSecret(
    _ found: ObjectScanner.Found, _ bytes: Span<UInt8>, _ source: String
  ) throws(PrivateKeyError) {
    let form: String
    let key: SigningKey
    switch found.kind {
    case .other(.pkcs12):
      let store = try PrivateKeyReader.store(bytes) { passphrase(source) }
      for certificate in store.certificates { add(certificate: certificate, source, found.offset) }
      guard let own = store.key else { return }
      (form, key) = ("PKCS#12", own)
    case .other(.privateKey(let kind)):
      (form, key) = (kind.rawValue, try PrivateKeyReader.key(kind, bytes) { passphrase(source) })
    default: return
    }
    let stored = key.publicKeyInfo
    let (actual, other): ([UInt8], [UInt8]?) =
      switch key.derivedKey {
      case .stored: (stored, nil)
      case .rsa(let modulus, let exponent): (KeyEncoder.rsa(modulus: modulus, exponent: exponent), stored)
      case .ec(let curve, let point): (KeyEncoder.ec(curve, point: point), stored)
      case .none: ([], stored)
      }
    holders.append(
      KeyHolder(source: source, kind: .privateKey, name: form, key: actual, stored: other, offset: found.offset))
  }

  private mutating func readRequests(_ input: Span<UInt8>, _ source: String, except known: Set<Int>) {
    let reading = Armor.read(input, proof: { _ in false })
    for request in reading.requests where !known.contains(request.position.offset) {
      add(request: request.der, source, request.position.offset)
    }
    for object in reading.others where object.isDamagedRequest || reading.requests.isEmpty && known.isEmpty {
      // What the scanner has already read is not a failure.
      if object.isDamagedRequest || !holders.contains(where: { $0.source == source }) {
        unreadable.append(UnreadableObject(source: source, reason: object.description))
      }
    }
  }

  private mutating func add(request der: [UInt8], _ source: String, _ offset: Int) {
    do throws(RequestError) {
      let request = try CertificationRequest(der: der)
      let name = KeyReader.name(request.subject, request.subjectAlternativeNames, in: der.span)
      let key = KeyReader.canonical(der.span.extracting(request.publicKey.range))
      holders.append(KeyHolder(source: source, kind: .csr, name: name, key: key, offset: offset))
    } catch {
      unreadable.append(UnreadableObject(source: source, reason: "\(error)"))
    }
  }

  private mutating func add(certificate der: [UInt8], _ source: String, _ offset: Int) {
    do throws(DERError) {
      let certificate = try Certificate(der: der)
      let name = KeyReader.name(certificate.subject, certificate.subjectAlternativeNames, in: der.span)
      let key = KeyReader.canonical(der.span.extracting(certificate.publicKey.range))
      holders.append(
        KeyHolder(
          source: source, kind: .certificate, name: name, key: key, certificate: certificate, offset: offset))
    } catch {
      unreadable.append(UnreadableObject(source: source, reason: "the certificate cannot be read: \(error)"))
    }
  }

  private mutating func fail(_ reason: String, _ found: ObjectScanner.Found, _ source: String) {
    let place = found.line > 1 ? " (at line \(found.line))" : ""
    unreadable.append(UnreadableObject(source: source, reason: reason + place))
  }

  /// The first common name, or else the first alternative name.
  private static func name(
    _ subject: [NameAttribute], _ names: [GeneralName], in bytes: Span<UInt8>
  ) -> String? {
    subject.first { $0.oid.known == .commonName }?.displayText(in: bytes)
      ?? names.first?.text(in: bytes).text
      ?? subject.last?.displayText(in: bytes)
  }

  /// One encoding for all encodings of a key; the bytes themselves if OpenSSL cannot read them.
  ///
  /// A key that is restricted to RSASSA-PSS has the same numbers, and the same owner, as without the restriction.
  static func canonical(_ info: Span<UInt8>) -> [UInt8] {
    var cursor = Cursor(info.indices)
    var notes: [Irregularity] = []
    if let node = try? cursor.next(.sequence, in: info),
      let read = try? SubjectPublicKeyInfo.read(node, in: info, notes: &notes), case .rsa(let rsa) = read.key,
      !rsa.isNegative
    {
      return KeyEncoder.rsa(modulus: rsa.modulus.map { info[$0] }, exponent: rsa.exponent.map { info[$0] })
    }
    return PublicKeyEncoding.canonical(info) ?? info.indices.map { info[$0] }
  }
}

/// Recognises text that may contain a request that needs repair.
private enum PEMRequestMark {
  private static let mark = Array("REQUEST-----".utf8)

  static func isIn(_ input: Span<UInt8>) -> Bool {
    guard input.count >= mark.count else { return false }
    for start in 0...input.count - mark.count where input[start] == mark[0] {
      if mark.indices.allSatisfy({ input[start + $0] == mark[$0] }) { return true }
    }
    return false
  }
}
