// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import SystemBridge

/// An alternative name (RFC 5280 §4.2.1.6).
package struct GeneralName: Sendable, Hashable {
  /// The form of the name.
  package let kind: Kind
  /// The name's content: text, address octets, or nested elements.
  package let content: Range<Int>
  /// Tag, length and content.
  package let range: Range<Int>

  /// The forms, with the numbers of their tags.
  package enum Kind: UInt8, Sendable, Hashable {
    case otherName, email, dns, x400Address, directoryName, ediPartyName, uri, ip, registeredID

    // Written out, as that of `KnownOID`: a derived operator is called through a witness in other modules.

    /// Whether both are the same form.
    package static func == (one: Kind, other: Kind) -> Bool { one.rawValue == other.rawValue }
  }

  /// Reads the value of a subjectAltName extension; malformed names are recorded and omitted.
  static func readList(
    _ value: Range<Int>, in bytes: Span<UInt8>, notes: inout [Irregularity]
  ) -> [GeneralName] {
    var names: [GeneralName] = []
    var outer = Cursor(value)
    do throws(DERError) {
      let list = try outer.next(.sequence, in: bytes)
      notes.note(list)
      notes.noteRest(of: outer)
      var cursor = Cursor(list.content)
      names.reserveCapacity(min(4 + list.content.count / 24, 4096))
      while !cursor.isAtEnd, let node = cursor.next(in: bytes, orNote: .extensionMalformed, &notes) {
        guard let name = read(node, in: bytes, notes: &notes) else {
          notes.append(Irregularity(.extensionMalformed, node.range))
          continue
        }
        names.append(name)
      }
    } catch {
      notes.append(Irregularity(.extensionMalformed, value))
    }
    return names
  }

  private static func read(_ node: Node, in bytes: Span<UInt8>, notes: inout [Irregularity]) -> GeneralName? {
    guard node.tag.octet & 0xC0 == 0x80, node.tag.number < 9, let kind = Kind(rawValue: UInt8(node.tag.number)) else {
      return nil
    }
    var content = node.content
    if kind.isStructure {
      notes.note(node)
      if !node.tag.isConstructed { notes.append(Irregularity(.extensionMalformed, node.range)) }
    } else if let part = try? notes.contiguous(node, in: bytes) {
      content = part
    } else {
      notes.append(Irregularity(.extensionMalformed, node.range))
    }
    return GeneralName(kind: kind, content: content, range: node.range)
  }
}

extension GeneralName.Kind {
  /// Whether the content consists of nested elements.
  var isStructure: Bool {
    switch self {
    case .otherName, .x400Address, .directoryName, .ediPartyName: true
    case .email, .dns, .uri, .ip, .registeredID: false
    }
  }
}

extension GeneralName {
  /// Whether it can be a name of an order: a dNSName, or an iPAddress of 4 or 16 octets (RFC 5280 §4.2.1.6).
  package var isOrderable: Bool { kind == .dns || kind == .ip && (content.count == 4 || content.count == 16) }
}

extension GeneralName.Kind {
  /// The name of the form in reports: `dns`, `email`, `ip`, …
  package var name: String {
    switch self {
    case .otherName: "otherName"
    case .email: "email"
    case .dns: "dns"
    case .x400Address: "x400Address"
    case .directoryName: "directoryName"
    case .ediPartyName: "ediPartyName"
    case .uri: "uri"
    case .ip: "ip"
    case .registeredID: "registeredID"
    }
  }
}

extension GeneralName {
  /// The name as text, and the first octet that its form does not allow.
  ///
  /// dns, email, uri: the text. ip: dotted decimal or RFC 5952. directoryName: RFC 4514. registeredID: dotted form.
  /// otherName: type and value, such as `userPrincipalName:user@example.com`. Other and malformed names: hexadecimal.
  package func text(in bytes: Span<UInt8>) -> StringText {
    let text: String?
    switch kind {
    case .email, .dns, .uri: return string(in: bytes)
    case .x400Address, .ediPartyName: return StringText(text: Hexadecimal.text(content, in: bytes), firstIllegal: nil)
    case .ip: text = IPAddress(octets: bytes.extracting(content))?.description
    case .registeredID: text = ObjectIdentifierText.dotted(content, in: bytes)
    case .directoryName: text = try? directoryName(in: bytes)
    case .otherName: text = try? otherName(in: bytes)
    }
    if let text { return StringText(text: text, firstIllegal: nil) }
    return StringText(text: Hexadecimal.text(content, in: bytes), firstIllegal: content.lowerBound)
  }

  /// Whether the name is printable ASCII text, checked without allocating a string.
  package func isPlainASCII(in bytes: Span<UInt8>) -> Bool {
    (kind == .dns || kind == .email || kind == .uri) && bytes.extracting(content).isPrintableASCII
  }

  private func string(in bytes: Span<UInt8>) -> StringText {
    StringText(.ia5String, content: content, in: bytes)
      ?? StringText(text: Hexadecimal.text(content, in: bytes), firstIllegal: content.lowerBound)
  }

  private func directoryName(in bytes: Span<UInt8>) throws(DERError) -> String {
    let name = try Cursor.only(.sequence, content, in: bytes)
    var notes: [Irregularity] = []
    let attributes = NameReader.read(name, in: bytes, notes: &notes)
    if let fault = notes.first(where: { $0.kind == .nameMalformed }) {
      throw .malformed(offset: fault.range.lowerBound, what: "a name that cannot be decoded")
    }
    return DistinguishedName.text(attributes, in: bytes)
  }

  private func otherName(in bytes: Span<UInt8>) throws(DERError) -> String {
    var fields = Cursor(content)
    let type = try fields.nextLabel(in: bytes)
    let wrapper = try fields.next(.context(0, constructed: true), in: bytes)
    try fields.finish()
    var cursor = Cursor(wrapper.content)
    let value = try cursor.next(in: bytes)
    try cursor.finish()
    let text = StringText(value.tag, content: value.content, in: bytes)?.text
    return "\(type):\(text ?? Hexadecimal.text(value.range, in: bytes))"
  }
}
