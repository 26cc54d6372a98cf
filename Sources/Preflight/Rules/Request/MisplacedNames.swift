// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import DomainNames
internal import PKCS10
internal import SystemBridge

/// Names in places where no CA reads them: subject values and attributes of the request.
struct MisplacedNames: Sendable {
  /// The first place.
  private(set) var place: Place?
  /// The names of the places, each once and in order: `organizationalUnitName`, `the attribute subjectAltName`.
  private(set) var places: [String] = []
  /// The names in ASCII, each once and in order.
  private(set) var names: [String] = []
  private var seen: Set<String> = []

  init(in request: CertificationRequest) {
    let bytes = request.der.span
    for attribute in request.subject where MisplacedNames.mayContain(attribute, in: bytes) {
      add(attribute, in: bytes)
    }
    for attribute in request.attributes { add(attribute, in: bytes) }
  }

  /// Whether the request may have such names; false for nearly all requests, after one pass over the subject.
  static func mayExist(in request: CertificationRequest) -> Bool {
    let bytes = request.der.span
    for index in request.subject.indices where mayContain(request.subject[index], in: bytes) { return true }
    for index in request.attributes.indices {
      let known = request.attributes[index].oid.known
      if known == .subjectAltName || known == .unstructuredName { return true }
    }
    return false
  }

  @inline(__always)
  private static func mayContain(_ attribute: NameAttribute, in bytes: Span<UInt8>) -> Bool {
    if attribute.oid.known == .subjectAltName { return true }
    let value = bytes.extracting(attribute.value)
    for index in value.indices where value[index] == UInt8(ascii: ":") || value[index] == UInt8(ascii: "=") {
      return true
    }
    return false
  }

  private mutating func add(_ attribute: NameAttribute, in bytes: Span<UInt8>) {
    let isExtension = attribute.oid.known == .subjectAltName
    let name = attribute.oid.known?.name ?? attribute.oid.dotted(in: bytes)
    let isCommonName = attribute.oid.known == .commonName
    var found: [String] = []
    if let text = attribute.text(in: bytes)?.text {
      found = NameNotation.names(in: text, isMarked: isExtension, needsMarker: isCommonName)
    } else if isExtension {
      found = NameNotation.names(inEncoding: attribute.value, in: bytes)
    }
    guard isExtension || !found.isEmpty else { return }
    add(found, "the subject's \(name)", Place(attribute.range, .subject))
  }

  private mutating func add(_ attribute: RequestAttribute, in bytes: Span<UInt8>) {
    let isExtension = attribute.oid.known == .subjectAltName
    guard isExtension || attribute.oid.known == .unstructuredName, let value = attribute.firstValue(in: bytes) else {
      return
    }
    var found: [String] = []
    if let text = StringText(value.tag, content: value.content, in: bytes)?.text {
      found = NameNotation.names(in: text, isMarked: isExtension, needsMarker: false)
    } else if isExtension {
      found = NameNotation.names(inEncoding: value.range, in: bytes)
    }
    guard isExtension || !found.isEmpty else { return }
    let name = attribute.oid.known?.name ?? ""
    add(found, "the attribute \(name)", Place(attribute.range, .attributes))
  }

  private mutating func add(_ found: [String], _ title: String, _ place: Place) {
    self.place = self.place ?? place
    if !places.contains(title), places.count < 8 { places.append(title) }
    for name in found where seen.insert(name).inserted { names.append(name) }
  }
}

/// Names in text and in encodings outside of the extension.
private enum NameNotation {
  /// The names in a text such as `DNS.1=www.example.com`, `subjectAltName=DNS:a.example,DNS:b.example`.
  ///
  /// - Parameters:
  ///   - isMarked: whether the place itself says that the text has names, so that they need no prefix.
  ///   - needsMarker: whether names count only after `subjectAltName` or `SAN` in the text.
  static func names(in text: String, isMarked: Bool, needsMarker: Bool) -> [String] {
    guard text.utf8.count <= 65_536 else { return [] }
    var hasMarker = isMarked
    var names: [String] = []
    for part in text.unicodeScalars.split(whereSeparator: NamePrefix.isSeparator) {
      let word = String(part)
      if NamePrefix.isMarker(word) { hasMarker = true }
      let rest = NamePrefix.removed(from: word)
      let isTyped = rest != nil && NamePrefix.isTyped(word)
      guard hasMarker || isTyped && !needsMarker, let name = PlainName.text(rest ?? word) else { continue }
      names.append(name)
    }
    return names
  }

  /// The names in a GeneralNames, also within an OCTET STRING, as an extension has it.
  static func names(inEncoding range: Range<Int>, in bytes: Span<UInt8>) -> [String] {
    var cursor = Cursor(range)
    guard var node = try? cursor.next(in: bytes) else { return [] }
    if node.tag == .octetString {
      var inner = Cursor(node.content)
      guard let list = try? inner.next(in: bytes) else { return [] }
      node = list
    }
    // The content of a SEQUENCE as a subject's value starts with a name itself.
    var names = node.tag == .sequence ? Cursor(node.content) : Cursor(range)
    var found: [String] = []
    while !names.isAtEnd, let name = try? names.next(in: bytes) {
      switch name.tag {
      case .context(2):
        let text = StringText(.ia5String, content: name.content, in: bytes)?.text
        if let plain = text.flatMap({ PlainName.text($0) }) { found.append(plain) }
      case .context(7):
        if let address = IPAddress(octets: bytes.extracting(name.content)) { found.append(address.description) }
      default: continue
      }
    }
    return found
  }
}
