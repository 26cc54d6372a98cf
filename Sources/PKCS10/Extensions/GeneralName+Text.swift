// SPDX-License-Identifier: Apache-2.0
internal import SystemBridge

extension GeneralName.Kind {
  /// The form's name in reports: `dns`, `email`, `ip`, …
  public var name: String {
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
  /// dns, email, uri: the text. ip: RFC 5952 or dotted decimal. directoryName: RFC 4514. registeredID: dotted.
  /// otherName: type and value, `userPrincipalName:user@example.com`. The others, and what its form does not allow:
  /// hexadecimal.
  public func text(in bytes: Span<UInt8>) -> StringText {
    let text: String?
    switch kind {
    case .email, .dns, .uri: return string(in: bytes)
    case .x400Address, .ediPartyName: return StringText(text: HexText.text(content, in: bytes), firstIllegal: nil)
    case .ip: text = AddressText.text(content, in: bytes)
    case .registeredID: text = ObjectIdentifierText.dotted(content, in: bytes)
    case .directoryName: text = try? directoryName(in: bytes)
    case .otherName: text = try? otherName(in: bytes)
    }
    if let text { return StringText(text: text, firstIllegal: nil) }
    return StringText(text: HexText.text(content, in: bytes), firstIllegal: content.lowerBound)
  }

  /// Whether the name is printable ASCII text, found out without making a string.
  public func isPlainASCII(in bytes: Span<UInt8>) -> Bool {
    (kind == .dns || kind == .email || kind == .uri) && ByteSearch.isPrintableASCII(bytes.extracting(content))
  }

  private func string(in bytes: Span<UInt8>) -> StringText {
    StringText(.ia5String, content: content, in: bytes)
      ?? StringText(text: HexText.text(content, in: bytes), firstIllegal: content.lowerBound)
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
    return "\(type):\(text ?? HexText.text(value.whole, in: bytes))"
  }
}
