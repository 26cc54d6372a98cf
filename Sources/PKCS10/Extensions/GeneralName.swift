// SPDX-License-Identifier: Apache-2.0

/// One alternative name (RFC 5280 §4.2.1.6).
public struct GeneralName: Sendable, Hashable {
  /// Which of the nine forms it has.
  public let kind: Kind
  /// The name's content: text, address octets, or nested elements.
  public let content: Range<Int>
  /// Tag, length and content.
  public let whole: Range<Int>

  /// The forms, with the numbers of their tags.
  public enum Kind: UInt8, Sendable, Hashable {
    case otherName, email, dns, x400Address, directoryName, ediPartyName, uri, ip, registeredID
  }

  /// Reads the value of a subjectAltName extension; what cannot be read is noted and left out.
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
          notes.append(Irregularity(.extensionMalformed, node.whole))
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
      if !node.tag.isConstructed { notes.append(Irregularity(.extensionMalformed, node.whole)) }
    } else if let part = try? notes.contiguous(node, in: bytes) {
      content = part
    } else {
      notes.append(Irregularity(.extensionMalformed, node.whole))
    }
    return GeneralName(kind: kind, content: content, whole: node.whole)
  }
}

extension GeneralName.Kind {
  /// Whether the content is made of nested elements.
  var isStructure: Bool {
    switch self {
    case .otherName, .x400Address, .directoryName, .ediPartyName: true
    case .email, .dns, .uri, .ip, .registeredID: false
    }
  }
}
