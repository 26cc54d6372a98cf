// SPDX-License-Identifier: Apache-2.0

/// The kind of an encoding, by the types of its first elements instead of its label.
enum ObjectIdentity: Sendable, Hashable {
  /// A PKCS #10 request; its inner structure may be malformed.
  case request
  /// Requests inside another structure.
  case enclosing([EnclosedRequests.Found])
  /// Another known object.
  case foreign(ForeignObject.Kind)
  /// Unknown; the error, if any, says why it cannot be read.
  case unknown(DERError?)

  /// Identifies the one object that fills the range.
  init(_ range: Range<Int>, in bytes: Span<UInt8>) {
    if ObjectIdentity.isRequest(range, in: bytes) {
      self = .request
      return
    }
    do throws(DERError) {
      var cursor = Cursor(range)
      let root = try cursor.next(in: bytes)
      let shape = try ObjectShape(root, in: bytes)
      let kind = try ObjectIdentity.kind(of: shape, in: bytes)
      if kind == nil || kind == .pkcs7 || kind == .crmf {
        let enclosed = EnclosedRequests(range, in: bytes).found
        guard enclosed.isEmpty else {
          self = .enclosing(enclosed)
          return
        }
      }
      self = kind.map { .foreign($0) } ?? .unknown(nil)
    } catch {
      self = .unknown(error)
    }
  }

  /// Whether this is a CertificationRequest (RFC 2986 §4.2) up to the public key: SEQUENCE { SEQUENCE { version, Name,
  /// SubjectPublicKeyInfo … } … }. The version may be missing and the Name empty; the rest may be malformed.
  static func isRequest(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    var outer = Cursor(range)
    guard let root = try? outer.next(.sequence, in: bytes) else { return false }
    var content = Cursor(root.content)
    guard let info = try? content.next(.sequence, in: bytes) else { return false }
    var fields = Cursor(info.content)
    guard var name = try? fields.next(in: bytes) else { return false }
    if name.tag == .integer {
      guard let next = try? fields.next(in: bytes) else { return false }
      name = next
    }
    guard name.tag == .sequence, name.content.isEmpty || bytes[name.content.lowerBound] == 0x31 else { return false }
    guard let key = try? fields.next(.sequence, in: bytes), let first = key.content.first else { return false }
    return bytes[first] == 0x30
  }

  /// The request that consists of a CertificationRequestInfo alone (RFC 2986 §4.1), without what would sign it; nil for
  /// anything else.
  private static func unsigned(_ shape: ObjectShape, in bytes: Span<UInt8>) -> ForeignObject.Kind? {
    guard shape.root.range.count <= 1 << 24 else { return nil }
    // As the only element of a SEQUENCE, the info is a request without algorithm and signature.
    let length = shape.root.range.count
    let der = [UInt8](capacity: length + 10) { output in
      output.append(0x30)
      output.append(0x84)
      for shift in [24, 16, 8, 0] { output.append(UInt8(truncatingIfNeeded: length >> shift)) }
      for index in shape.root.range { output.append(bytes[index]) }
    }
    guard isRequest(0..<der.count, in: der.span), let request = try? CertificationRequest(der: der) else { return nil }
    return .unsignedRequest(names: request.hostNames)
  }

  private static func kind(of shape: ObjectShape, in bytes: Span<UInt8>) throws(DERError) -> ForeignObject.Kind? {
    switch shape.root.tag {
    case .objectIdentifier: return .parameters
    case .sequence: break
    default: return nil
    }
    switch shape.tag(0) {
    case .sequence: return try signedOrKey(shape, in: bytes)
    case .integer: return versioned(shape, in: bytes) ?? unsigned(shape, in: bytes)
    case .objectIdentifier where shape.tag(1) == .context(0, constructed: true):
      return shape.startsWithPKCS7(0, in: bytes) ? .pkcs7 : nil
    default: return nil
    }
  }

  /// Objects that start with a SEQUENCE: public keys, encrypted keys and everything that is signed.
  private static func signedOrKey(
    _ shape: ObjectShape, in bytes: Span<UInt8>
  ) throws(DERError) -> ForeignObject.Kind? {
    let startsWithIdentifier = shape.firstOctet(0, in: bytes) == 0x06
    switch (shape.tag(1), startsWithIdentifier) {
    case (.bitString, true): return .publicKey(.spki)
    case (.octetString, true): return .privateKey(.encryptedPKCS8)
    default: break
    }
    let inner = try ObjectShape(shape.children[0], in: bytes)
    guard shape.tag(1) == .sequence, shape.tag(2) == .bitString else {
      let isRequestMessage = inner.tag(0) == .sequence && inner.firstOctet(0, in: bytes) == 0x02
      return isRequestMessage ? .crmf : nil
    }
    if inner.tag(0) == .sequence, inner.tag(1) == .ia5String { return .spkac }
    let skip = inner.tag(0) == .context(0, constructed: true) ? 2 : inner.tag(0) == .integer ? 1 : 0
    guard inner.tag(skip) == .sequence, inner.tag(skip + 1) == .sequence else { return nil }
    switch inner.tag(skip + 2) {
    case .utcTime, .generalizedTime: return .revocationList
    case .sequence where skip > 0: return .certificate
    default: return nil
    }
  }

  /// Objects that start with an INTEGER: private keys, bare RSA keys, PKCS #12, parameters.
  private static func versioned(_ shape: ObjectShape, in bytes: Span<UInt8>) -> ForeignObject.Kind? {
    switch (shape.tag(1), shape.tag(2)) {
    case (.sequence, .octetString): return .privateKey(.pkcs8)
    case (.octetString, _): return .privateKey(.sec1)
    case (.sequence, _) where shape.startsWithPKCS7(1, in: bytes): return .pkcs12
    case (.sequence, .sequence) where shape.firstOctet(1, in: bytes) == 0x06: return .parameters
    case (.integer, _): break
    default: return nil
    }
    guard shape.children.allSatisfy({ $0.tag == .integer }) else { return nil }
    switch shape.children.count {
    case 9...: return .privateKey(.pkcs1)
    case 6: return .privateKey(.dsa)
    case 3: return .parameters
    case 2:
      let second = shape.children[1].content
      let isGenerator = second.count == 1 && (bytes[second.lowerBound] == 2 || bytes[second.lowerBound] == 5)
      return isGenerator ? .parameters : .publicKey(.pkcs1)
    default: return nil
    }
  }
}

/// A node and its first children.
struct ObjectShape {
  /// More children than are needed to identify any object.
  private static let maximumChildren = 12

  let root: Node
  private(set) var children: [Node] = []

  init(_ root: Node, in bytes: Span<UInt8>) throws(DERError) {
    self.root = root
    guard root.tag.isConstructed else { return }
    var cursor = Cursor(root.content)
    while !cursor.isAtEnd, children.count < ObjectShape.maximumChildren {
      children.append(try cursor.next(in: bytes))
    }
  }

  func tag(_ index: Int) -> Tag? {
    index < children.count ? children[index].tag : nil
  }

  func firstOctet(_ index: Int, in bytes: Span<UInt8>) -> UInt8? {
    guard index < children.count, let first = children[index].content.first else { return nil }
    return bytes[first]
  }

  /// Whether the child is, or starts with, an identifier below 1.2.840.113549.1.7.
  func startsWithPKCS7(_ index: Int, in bytes: Span<UInt8>) -> Bool {
    guard index < children.count else { return false }
    let arc: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07]
    // In a SEQUENCE, the identifier's own tag and length come first.
    let start = children[index].content.lowerBound + (children[index].tag == .sequence ? 2 : 0)
    guard children[index].end - start >= arc.count else { return false }
    for offset in 0..<arc.count where bytes[start + offset] != arc[offset] { return false }
    return true
  }
}
