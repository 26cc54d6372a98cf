// SPDX-License-Identifier: Apache-2.0

/// Reads a request in one pass and collects the parts of a `CertificationRequest`.
struct RequestParser {
  var info: Range<Int>?
  var version: Int?
  var subject: [NameAttribute] = []
  var subjectName = 0..<0
  var publicKey: SubjectPublicKeyInfo?
  var attributes: [RequestAttribute] = []
  var extensions: [RequestedExtension] = []
  var alternativeNames: [GeneralName] { lists.read?.names ?? [] }
  var unreadLists: [ExtensionList] { lists.unread }
  var signatureAlgorithm: AlgorithmIdentifier?
  var signature = 0..<0
  var signatureGap: SignatureGap?
  var notes: [Irregularity] = []
  private var seenAttributes = SeenOIDs()
  private var lists = ExtensionLists()

  mutating func parse(_ bytes: Span<UInt8>) throws(RequestError) {
    var field = "request"
    do throws(DERError) {
      var outer = Cursor(0..<bytes.count)
      let request = try outer.next(.sequence, in: bytes)
      notes.note(request)
      notes.noteRest(of: outer)
      var parts = Cursor(request.content)
      field = "certificationRequestInfo"
      let signed = try parts.next(.sequence, in: bytes)
      notes.note(signed)
      info = signed.range
      try parseInfo(signed, in: bytes, field: &field)
      try parseSignature(&parts, in: bytes, field: &field)
      notes.noteRest(of: parts)
    } catch {
      throw RequestError(cause: error, field: field)
    }
    noteAlgorithms(in: bytes)
  }

  private mutating func parseInfo(_ node: Node, in bytes: Span<UInt8>, field: inout String) throws(DERError) {
    var cursor = Cursor(node.content)
    field = "version"
    if let version = try cursor.nextIf(.integer, in: bytes) {
      parseVersion(version, in: bytes)
    } else {
      notes.append(Irregularity(.versionMissing, cursor.position..<min(cursor.position + 1, bytes.count)))
    }
    field = "subject"
    guard !cursor.isAtEnd else { throw .missing(offset: cursor.position, expected: .sequence) }
    let name = try cursor.next(in: bytes)
    try notes.noteList(name, .sequence)
    subjectName = name.range
    subject = NameReader.read(name, in: bytes, notes: &notes)
    field = "subjectPKInfo"
    publicKey = try SubjectPublicKeyInfo.read(cursor.next(.sequence, in: bytes), in: bytes, notes: &notes)
    field = "attributes"
    guard !cursor.isAtEnd else {
      notes.append(Irregularity(.attributesMissing, node.range))
      return
    }
    let set = try cursor.next(in: bytes)
    notes.noteRest(of: cursor)
    do throws(DERError) {
      try notes.noteList(set, .context(0))
      parseAttributes(set, in: bytes)
    } catch {
      notes.append(Irregularity(.attributeMalformed, set.range))
    }
  }

  private mutating func parseVersion(_ node: Node, in bytes: Span<UInt8>) {
    notes.note(node)
    guard let first = node.content.first else {
      notes.append(Irregularity(.versionEmpty, node.range))
      return
    }
    if ValueCheck.isPadded(first, node.content, in: bytes) {
      notes.append(Irregularity(.integerPadding, node.range))
    }
    if node.content.count <= 8 {
      var value = Int(Int8(bitPattern: bytes[first]))
      for index in node.content.dropFirst() { value = value << 8 | Int(bytes[index]) }
      version = value
    }
    if version != 0 { notes.append(Irregularity(.versionNonZero, node.range)) }
  }

  private mutating func parseAttributes(_ set: Node, in bytes: Span<UInt8>) {
    var cursor = Cursor(set.content)
    var order = SetOrder()
    while !cursor.isAtEnd, let node = cursor.next(in: bytes, orNote: .attributeMalformed, &notes) {
      notes.note(node)
      order.append(node.range, in: bytes)
      do throws(DERError) {
        guard node.tag == .sequence else {
          throw .unexpectedTag(offset: node.start, expected: .sequence, found: node.tag)
        }
        try parseAttribute(node, in: bytes)
      } catch {
        notes.append(Irregularity(.attributeMalformed, node.range))
      }
    }
    if !order.isAscending { notes.append(Irregularity(.setOrder, set.range)) }
  }

  private mutating func parseAttribute(_ node: Node, in bytes: Span<UInt8>) throws(DERError) {
    var cursor = Cursor(node.content)
    let oid = notes.reference(try cursor.next(.objectIdentifier, in: bytes), in: bytes)
    let values = try cursor.next(in: bytes)
    try notes.noteList(values, .set)
    notes.noteRest(of: cursor)
    if !seenAttributes.insert(oid, in: bytes) { notes.append(Irregularity(.attributeRepeated, node.range)) }
    attributes.append(RequestAttribute(oid: oid, values: values.content, range: node.range))
    let (first, count) = try checkValues(values, in: bytes)
    guard let known = oid.known, KnownOID.singleValued[known] != nil else {
      if count == 0 { notes.append(Irregularity(.emptySet, values.range)) }
      return
    }
    if count != 1 { notes.append(Irregularity(.attributeValueCount, values.range)) }
    if let first, known == .extensionRequest || known == .microsoftExtensionRequest {
      let isStandard = known == .extensionRequest
      lists.add(ExtensionList(first, isStandard: isStandard, in: bytes, into: &extensions, notes: &notes))
    }
  }

  /// Checks every value of an attribute; returns the first and their number.
  private mutating func checkValues(
    _ set: Node, in bytes: Span<UInt8>
  ) throws(DERError) -> (first: Node?, count: Int) {
    var cursor = Cursor(set.content)
    var order = SetOrder()
    var first: Node?
    var count = 0
    while !cursor.isAtEnd {
      let value = try cursor.next(in: bytes)
      notes.check(value, in: bytes)
      order.append(value.range, in: bytes)
      first = first ?? value
      count += 1
    }
    if !order.isAscending { notes.append(Irregularity(.setOrder, set.range)) }
    return (first, count)
  }

  /// RFC 3279 and RFC 4055 require NULL parameters for RSA signatures, RFC 5758 and RFC 8410 no parameters.
  private mutating func noteAlgorithms(in bytes: Span<UInt8>) {
    guard let algorithm = signatureAlgorithm else { return }
    let parameters = algorithm.parameters
    let isWrong =
      switch SignatureAlgorithm(algorithm.oid).scheme {
      case .rsaPKCS1: parameters?.tag != .null || parameters?.content.isEmpty == false
      case .rsaPSS: (try? PSSParameters(parameters, in: bytes)) == nil
      case .ecdsa, .eddsa: parameters != nil
      case .dsa, .other: false
      }
    if isWrong { notes.append(Irregularity(.algorithmParameters, algorithm.range)) }
  }
}
