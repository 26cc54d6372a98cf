// SPDX-License-Identifier: Apache-2.0
internal import DER

/// Walks a request once, from its first byte to its last, filling in what `CertificationRequest` holds.
struct RequestParser {
  var info: Range<Int>?
  var version: Int?
  var subject: [NameAttribute] = []
  var subjectName = 0..<0
  var publicKey: SubjectPublicKeyInfo?
  var attributes: [RequestAttribute] = []
  var extensions: [RequestedExtension] = []
  var alternativeNames: [GeneralName] = []
  var signatureAlgorithm: AlgorithmIdentifier?
  var signature = 0..<0
  var notes: [Irregularity] = []

  mutating func parse(_ bytes: Span<UInt8>) throws(RequestError) {
    var field = "request"
    do throws(DERError) {
      var outer = Cursor(0..<bytes.count)
      let request = try outer.next(.sequence, in: bytes)
      notes.note(request)
      if !outer.isAtEnd { notes.append(Irregularity(.trailingData, outer.position..<outer.end)) }
      var parts = Cursor(request.content)
      field = "certificationRequestInfo"
      let signed = try parts.next(.sequence, in: bytes)
      notes.note(signed)
      info = signed.whole
      try parseInfo(signed, in: bytes, field: &field)
      field = "signatureAlgorithm"
      signatureAlgorithm = try AlgorithmIdentifier.read(
        parts.next(.sequence, in: bytes), in: bytes, notes: &notes)
      field = "signature"
      let value = try parts.next(.bitString, in: bytes)
      notes.note(value)
      signature = try value.octets(in: bytes, notes: &notes)
      if !parts.isAtEnd { notes.append(Irregularity(.trailingData, parts.position..<parts.end)) }
    } catch {
      throw RequestError(cause: error, field: field)
    }
    noteAlgorithms(in: bytes)
  }

  private mutating func parseInfo(_ node: Node, in bytes: Span<UInt8>, field: inout String) throws(DERError) {
    var cursor = Cursor(node.content)
    field = "version"
    if cursor.peek(in: bytes) == Tag.integer.octet {
      parseVersion(try cursor.next(in: bytes), in: bytes)
    } else {
      notes.append(Irregularity(.versionMissing, cursor.position..<min(cursor.position + 1, bytes.count)))
    }
    field = "subject"
    let name = try cursor.next(.sequence, in: bytes)
    notes.note(name)
    subjectName = name.whole
    subject = NameReader.read(name, in: bytes, notes: &notes)
    field = "subjectPKInfo"
    publicKey = try SubjectPublicKeyInfo.read(cursor.next(.sequence, in: bytes), in: bytes, notes: &notes)
    field = "attributes"
    guard !cursor.isAtEnd else {
      notes.append(Irregularity(.attributesMissing, node.whole))
      return
    }
    let set = try cursor.next(.context(0, constructed: true), in: bytes)
    notes.note(set)
    if !cursor.isAtEnd { notes.append(Irregularity(.trailingData, cursor.position..<cursor.end)) }
    parseAttributes(set, in: bytes)
  }

  private mutating func parseVersion(_ node: Node, in bytes: Span<UInt8>) {
    notes.note(node)
    guard let first = node.content.first else {
      notes.append(Irregularity(.versionEmpty, node.whole))
      return
    }
    if node.content.count > 1,
      bytes[first] == 0 && bytes[first + 1] < 0x80 || bytes[first] == 0xFF && bytes[first + 1] >= 0x80
    {
      notes.append(Irregularity(.integerPadding, node.whole))
    }
    if node.content.count <= 8 {
      var value = Int(Int8(bitPattern: bytes[first]))
      for index in node.content.dropFirst() { value = value << 8 | Int(bytes[index]) }
      version = value
    }
    if version != 0 { notes.append(Irregularity(.versionNonZero, node.whole)) }
  }

  private mutating func parseAttributes(_ set: Node, in bytes: Span<UInt8>) {
    var cursor = Cursor(set.content)
    while !cursor.isAtEnd {
      let start = cursor.position
      do throws(DERError) {
        let node = try cursor.next(.sequence, in: bytes)
        notes.note(node)
        try parseAttribute(node, in: bytes)
      } catch {
        notes.append(Irregularity(.attributeMalformed, start..<max(cursor.position, start + 1)))
        if cursor.position == start { return }
      }
    }
  }

  private mutating func parseAttribute(_ node: Node, in bytes: Span<UInt8>) throws(DERError) {
    var cursor = Cursor(node.content)
    let type = try cursor.next(.objectIdentifier, in: bytes)
    let values = try cursor.next(.set, in: bytes)
    notes.note(type)
    notes.note(values)
    if !cursor.isAtEnd { notes.append(Irregularity(.trailingData, cursor.position..<cursor.end)) }
    let oid = OIDReference(type.content, in: bytes)
    if let known = oid.known, attributes.contains(where: { $0.oid.known == known }) {
      notes.append(Irregularity(.attributeRepeated, node.whole))
    }
    attributes.append(RequestAttribute(oid: oid, values: values.content, whole: node.whole))
    guard let known = oid.known, KnownOID.singleValued[known] != nil else { return }
    var list = Cursor(values.content)
    if list.isAtEnd {
      notes.append(Irregularity(.attributeValueCount, values.whole))
      return
    }
    let value = try list.next(in: bytes)
    if !list.isAtEnd { notes.append(Irregularity(.attributeValueCount, values.whole)) }
    if known == .extensionRequest || known == .microsoftExtensionRequest {
      parseExtensions(value, in: bytes)
    }
  }

  private mutating func parseExtensions(_ list: Node, in bytes: Span<UInt8>) {
    let before = extensions.count
    RequestedExtension.readList(list, in: bytes, into: &extensions, notes: &notes)
    for requested in extensions[before...] where requested.oid.known == .subjectAltName {
      let names = GeneralName.readList(requested.value, in: bytes, notes: &notes)
      if alternativeNames.isEmpty { alternativeNames = names } else { alternativeNames += names }
    }
  }

  /// RFC 3279 and RFC 4055 ask for a NULL beside RSA's signature algorithms, RFC 5758 and RFC 8410 for nothing.
  private mutating func noteAlgorithms(in bytes: Span<UInt8>) {
    guard let algorithm = signatureAlgorithm else { return }
    let parameters = algorithm.parameters
    let isWrong =
      switch SignatureAlgorithm(algorithm.oid).scheme {
      case .rsaPKCS1: parameters?.tag != .null || parameters?.content.isEmpty == false
      case .ecdsa, .eddsa: parameters != nil
      case .rsaPSS, .dsa, .other: false
      }
    if isWrong { notes.append(Irregularity(.algorithmParameters, algorithm.whole)) }
  }
}
