// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import PKCS10

extension KeyMaterial {
  /// Reads one DER structure. Its type follows from its shape, not from a PEM label.
  mutating func read(der bytes: Span<UInt8>) {
    do throws(DERError) {
      var cursor = Cursor(0..<bytes.count)
      let outer = try cursor.next(.sequence, in: bytes)
      let children = try KeyMaterial.children(outer, in: bytes)
      if KeyMaterial.isInfo(children) {
        add(outer.range.map { bytes[$0] }, .publicKey)
      } else if children.first?.tag == .integer {
        try read(numbers: children, in: bytes)
      } else if children.count == 3, children[2].tag == .bitString, children[0].tag == .sequence {
        try read(signed: children[0], of: outer, in: bytes)
      } else if children.count == 2, children[0].tag == .sequence, children[1].tag == .octetString {
        encrypted += 1
      } else {
        refuse("the structure is not a key, certificate or request")
      }
    } catch {
      refuse("\(error)")
    }
  }

  /// Reads a certificate or a request: the key is the field that is a SEQUENCE of a SEQUENCE and a BIT STRING.
  private mutating func read(signed body: Node, of outer: Node, in bytes: Span<UInt8>) throws(DERError) {
    let fields = try KeyMaterial.children(body, in: bytes)
    for field in fields where field.tag == .sequence {
      guard KeyMaterial.isInfo((try? KeyMaterial.children(field, in: bytes)) ?? []) else { continue }
      // In a request, the key follows version and subject; in a certificate, at least four fields come first.
      let isRequest = fields.count >= 3 && fields[2].start == field.start
      add(
        field.range.map { bytes[$0] }, isRequest ? .request : .certificate,
        request: isRequest ? outer.range.map { bytes[$0] } : nil)
      return
    }
    refuse("the structure contains no public key")
  }

  /// Reads the signed part of a certificate (RFC 5280 §4.1), which a log of certificates contains by itself.
  mutating func read(certificateBody bytes: Span<UInt8>) {
    do throws(DERError) {
      var cursor = Cursor(0..<bytes.count)
      let body = try cursor.next(.sequence, in: bytes)
      try read(signed: body, of: body, in: bytes)
    } catch {
      refuse("\(error)")
    }
  }

  /// Reads a structure that starts with an INTEGER: PKCS #8, PKCS #1, SEC 1, or OpenSSL's DSA format.
  private mutating func read(numbers fields: [Node], in bytes: Span<UInt8>) throws(DERError) {
    let integers = fields.prefix { $0.tag == .integer }.map { KeyMaterial.magnitude($0, in: bytes) }
    switch (integers.count, fields.count) {
    case (2, 2):
      add(KeyEncoder.rsa(modulus: integers[0], exponent: integers[1]), .publicKey)
    case (9..., _):
      add(PrivateKey.rsa(n: integers[1], e: integers[2], d: integers[3], p: integers[4], q: integers[5]))
    case (6, 6):
      add(PrivateKey.dsa(p: integers[1], q: integers[2], g: integers[3], y: integers[4], x: integers[5]))
    case (1, 2...) where fields[1].tag == .octetString:
      add(try sec1(fields, curve: nil, in: bytes))
    case (1, 3...) where fields[1].tag == .sequence && fields[2].tag == .octetString:
      try read(pkcs8: fields, in: bytes)
    default:
      refuse("the structure is not a key of a supported algorithm")
    }
  }

  /// Reads a PrivateKeyInfo (RFC 5208 §5).
  private mutating func read(pkcs8 fields: [Node], in bytes: Span<UInt8>) throws(DERError) {
    let algorithm = try KeyMaterial.children(fields[1], in: bytes)
    guard let oid = algorithm.first, oid.tag == .objectIdentifier else {
      throw .malformed(offset: 0, what: "the algorithm has no OID")
    }
    let content = fields[2].content
    let name = oid.content.map { bytes[$0] }
    if name.count == 3, name.starts(with: [0x2B, 0x65]) {
      var cursor = Cursor(content)
      let seed = try cursor.next(.octetString, in: bytes).content
      add(PrivateKey.edwards(name[2], seed: bytes.extracting(seed)))
      return
    }
    var cursor = Cursor(content)
    let inner = try cursor.next(in: bytes)
    guard inner.tag == .sequence else {
      // DSA has its parameters in the algorithm; the key is only x.
      let numbers = try algorithm.dropFirst().first.map { (node) throws(DERError) in
        try KeyMaterial.children(node, in: bytes).map { KeyMaterial.magnitude($0, in: bytes) }
      }
      guard name == KeyMaterial.dsa, inner.tag == .integer, let numbers, numbers.count == 3 else {
        throw .malformed(offset: 0, what: "unsupported private key")
      }
      let x = KeyMaterial.magnitude(inner, in: bytes)
      return add(PrivateKey.dsa(p: numbers[0], q: numbers[1], g: numbers[2], y: nil, x: x))
    }
    let parts = try KeyMaterial.children(inner, in: bytes)
    if parts.count > 1, parts[1].tag == .octetString {
      add(try sec1(parts, curve: algorithm.dropFirst().first, in: bytes))
    } else {
      try read(numbers: parts, in: bytes)
    }
  }

  /// The content of the OID id-dsa. Diffie-Hellman keys have the same shape, but different parameters.
  private static let dsa: [UInt8] = [0x2A, 0x86, 0x48, 0xCE, 0x38, 0x04, 0x01]

  /// Reads an ECPrivateKey (RFC 5915 §3).
  private func sec1(_ fields: [Node], curve: Node?, in bytes: Span<UInt8>) throws(DERError) -> PrivateKey {
    var (curve, publicPoint) = (curve, [UInt8]?.none)
    for field in fields.dropFirst(2) {
      guard let inner = try KeyMaterial.children(field, in: bytes).first else { continue }
      if field.tag.matches(.context(0)) { curve = inner }
      if field.tag.matches(.context(1)), inner.content.count > 1 {
        publicPoint = inner.content.dropFirst().map { bytes[$0] }
      }
    }
    guard let curve, curve.tag == .objectIdentifier else { return .unsupported }
    let name = curve.content.map { bytes[$0] }
    let found = NamedCurve.allCases.first { KeyEncoder.identifier($0) == name }
    guard let found else { return .unsupported }
    return PrivateKey.ec(found, scalar: fields[1].content.map { bytes[$0] }, publicPoint: publicPoint)
  }

  mutating func add(_ key: PrivateKey) {
    switch key {
    case .consistent(let info): add(info, .privateKey)
    case .inconsistent: fake += 1
    case .unsupported: refuse("the algorithm or the curve of the private key is not supported")
    }
  }

  private static func isInfo(_ children: [Node]) -> Bool {
    children.count == 2 && children[0].tag == .sequence && children[1].tag == .bitString
  }

  private static func children(_ node: Node, in bytes: Span<UInt8>) throws(DERError) -> [Node] {
    // The cursor throws or advances by at least two bytes.
    var cursor = Cursor(node.content)
    var children: [Node] = []
    while !cursor.isAtEnd { children.append(try cursor.next(in: bytes)) }
    return children
  }

  private static func magnitude(_ node: Node, in bytes: Span<UInt8>) -> [UInt8] {
    Array(node.content.map { bytes[$0] }.drop { $0 == 0 })
  }
}

extension KeyMaterial {
  /// The octets of the signature of a signed structure; nil if it cannot be read.
  static func signature(of der: [UInt8]) -> [UInt8]? {
    let bytes = der.span
    var cursor = Cursor(0..<der.count)
    guard let outer = try? cursor.next(.sequence, in: bytes), let parts = try? children(outer, in: bytes),
      parts.count == 3, parts[2].tag == .bitString
    else { return nil }
    return parts[2].content.dropFirst().map { bytes[$0] }
  }
}
