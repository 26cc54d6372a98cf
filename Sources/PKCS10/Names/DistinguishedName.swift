// SPDX-License-Identifier: Apache-2.0

/// Distinguished names in a line (RFC 4514).
public enum DistinguishedName {
  /// The attributes, those of the last RDN first: `CN=www.example.com,O=Example`.
  ///
  /// Types are named by their short names (RFC 4514 §3), else by their names in `KnownOID`; a type without either has its
  /// dotted form, and its value, like one that is no string, its encoding in hexadecimal.
  public static func text(_ attributes: [NameAttribute], in bytes: Span<UInt8>) -> String {
    var text = ""
    var index = attributes.count
    while index > 0 {
      let rdn = attributes[index - 1].rdn
      let start = attributes[..<index].lastIndex { $0.rdn != rdn }.map { $0 + 1 } ?? 0
      if !text.isEmpty { text += "," }
      text += attributes[start..<index].map { pair($0, in: bytes) }.joined(separator: "+")
      index = start
    }
    return text
  }

  private static let shortNames: KnownOIDMap<String> = KnownOID.keyed([
    ("2.5.4.3", "CN"), ("2.5.4.7", "L"), ("2.5.4.8", "ST"), ("2.5.4.10", "O"), ("2.5.4.11", "OU"), ("2.5.4.6", "C"),
    ("2.5.4.9", "STREET"), ("0.9.2342.19200300.100.1.25", "DC"), ("0.9.2342.19200300.100.1.1", "UID"),
  ])

  private static func pair(_ attribute: NameAttribute, in bytes: Span<UInt8>) -> String {
    guard let known = attribute.oid.known, let value = attribute.text(in: bytes) else {
      return "\(attribute.oid.known?.name ?? attribute.oid.dotted(in: bytes))=\(hex(attribute, in: bytes))"
    }
    return "\(shortNames[known] ?? known.name)=\(escaped(value.text))"
  }

  /// The encoding of the value: it starts where the type ends.
  private static func hex(_ attribute: NameAttribute, in bytes: Span<UInt8>) -> String {
    "#" + HexText.text(attribute.oid.content.upperBound..<attribute.value.upperBound, in: bytes)
  }

  /// RFC 4514 §2.4.
  private static func escaped(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var escaped = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\0":
        escaped.append(contentsOf: "\\00".unicodeScalars)
        continue
      case "\"", "+", ",", ";", "<", ">", "\\": escaped.append("\\")
      case "#" where index == 0: escaped.append("\\")
      case " " where index == 0 || index == scalars.count - 1: escaped.append("\\")
      default: break
      }
      escaped.append(scalar)
    }
    return String(escaped)
  }
}

extension NameAttribute {
  /// The value as text, or its content in hexadecimal where its type is not a string.
  public func displayText(in bytes: Span<UInt8>) -> String {
    text(in: bytes)?.text ?? "#" + HexText.text(oid.content.upperBound..<value.upperBound, in: bytes)
  }
}
