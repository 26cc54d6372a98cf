// SPDX-License-Identifier: Apache-2.0

/// Prefixes of names in other notations: OpenSSL's `DNS:` and `DNS.1=`, certreq's `dns=`, distinguished names' `CN=`.
enum NamePrefix {
  /// The words before `:` or `=`, in lower case; those of `named` may be followed by a number, as in `DNS.1`.
  private static let named: [String] = ["dns", "ip", "ipaddress", "ip address"]
  private static let others: [String] = [
    "cn", "commonname", "common name", "fqdn", "hostname", "host", "domain", "url", "uri", "dnsname", "san",
    "subjectaltname", "subject alternative name", "x509v3 subject alternative name", "alt_names",
  ]
  /// The words of certreq and OpenSSL for a DNS name, which can follow another name without a separator.
  private static let glue = ["dns=", "dns:"]

  /// Whether the character separates names in a list.
  static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ",", ";", "|", "/", "\\", "&", "+", "\"": true
    default: scalar.properties.isWhitespace
    }
  }

  /// The text after its prefixes; nil without a prefix.
  static func removed(from text: String) -> String? {
    var rest = text
    while let next = removedOnce(from: rest) { rest = next }
    return rest == text ? nil : rest
  }

  private static func removedOnce(from text: String) -> String? {
    guard let mark = text.unicodeScalars.prefix(40).firstIndex(where: { $0 == ":" || $0 == "=" }) else { return nil }
    var word = text[..<mark].lowercased().withoutSurroundings
    if others.contains(word) || named.contains(word) { return String(text[text.unicodeScalars.index(after: mark)...]) }
    while let last = word.unicodeScalars.last, ("0"..."9").contains(last) { word.unicodeScalars.removeLast() }
    guard word.hasSuffix("."), named.contains(String(word.dropLast())) else { return nil }
    return String(text[text.unicodeScalars.index(after: mark)...])
  }

  /// Whether a text starts with the name of a type of names, as in `DNS:` and `IP.1=`.
  static func isTyped(_ text: String) -> Bool {
    guard let mark = text.unicodeScalars.prefix(40).firstIndex(where: { $0 == ":" || $0 == "=" }) else { return false }
    let word = text[..<mark].lowercased().withoutSurroundings
    return named.contains { word == $0 || word.hasPrefix($0 + ".") }
  }

  /// Whether a word announces names: `subjectAltName=…`, `SAN:…`.
  static func isMarker(_ text: String) -> Bool {
    guard let mark = text.unicodeScalars.prefix(40).firstIndex(where: { $0 == ":" || $0 == "=" }) else { return false }
    return ["san", "subjectaltname"].contains(text[..<mark].lowercased().withoutSurroundings)
  }

  /// The parts of a text between certreq's prefixes, without these prefixes; one part if it has none inside.
  static func parts(of text: String) -> [String] {
    var parts: [String] = []
    var rest = Substring(text.lowercased())
    while let (start, end) = firstGlue(in: rest) {
      if start > rest.startIndex { parts.append(String(rest[..<start])) }
      rest = rest[end...]
    }
    parts.append(String(rest))
    return parts
  }

  private static func firstGlue(in text: Substring) -> (Substring.Index, Substring.Index)? {
    var start = text.startIndex
    while start < text.endIndex {
      for word in glue where text[start...].hasPrefix(word) {
        return (start, text.index(start, offsetBy: word.count))
      }
      start = text.index(after: start)
    }
    return nil
  }
}
