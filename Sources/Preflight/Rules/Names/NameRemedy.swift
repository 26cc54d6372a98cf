// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import AutoApplySSL
internal import DomainNames

/// What a person meant with a text that is not a host name, and how to write it.
enum NameRemedy: Sendable, Hashable {
  /// One name; `reason` is nil if the fault of the name explains it.
  case name(String, reason: String?)
  /// Several names in one value.
  case list([String])
  /// Values of certreq's `_continue_` lines without the `&` between them.
  case glued([String])
  /// The name of a company.
  case organization(String)

  /// The most likely meaning; nil if there is none.
  init?(_ name: ExaminedName) {
    let text = name.host.text
    guard text.utf8.count <= HostName.readingLimit else { return nil }
    let ways: [(String) -> NameRemedy?] = [
      NameRemedy.trimmed, NameRemedy.prefixed, NameRemedy.glued, NameRemedy.listed, NameRemedy.repaired,
      NameRemedy.joined, NameRemedy.company,
    ]
    for way in ways {
      if let remedy = way(text) {
        self = remedy
        return
      }
    }
    return nil
  }

  /// Why the text is not a name, instead of the first fault; nil if that fault explains it.
  func reason(_ text: String) -> String? {
    switch self {
    case .name(_, let reason): reason
    case .list(let names): "it contains \(names.count) names"
    case .glued: "certreq's values are joined without the & between them"
    case .organization: "it reads like the name of a company"
    }
  }

  /// The fix, which depends on where the text is.
  func fix(for origin: ExaminedName.Origin) -> String {
    switch (self, origin) {
    case (.name(let name, _), _): "write \(name) instead"
    case (.list(let names), .parameter(.domainNames)):
      "separate the names with commas: domainNames=\(names.joined(separator: ","))"
    case (.list(let names), .parameter):
      "send one name, or order a multi-domain product with domainNames=\(names.joined(separator: ","))"
    case (.list(let names), _):
      "list each name as a SAN of its own: \(AlternativeNameOption.text(names))"
    case (.glued(let names), _):
      "separate the values with &: " + names.map { "dns=\($0)" }.joined(separator: "&")
    case (.organization, .parameter(let parameter)):
      "send the company's name as organizationName, and a host name, such as www.example.com, as \(parameter)"
    case (.organization(let company), _):
      "put the company's name in O and a host name in CN: \(OpenSSLCommand.newRequest) "
        + "-subj '/CN=www.example.com/O=\(NameRemedy.isPlain(company) ? company : "COMPANY")'"
    }
  }
}

/// The ways to read a text, each nil if it does not apply.
extension NameRemedy {
  /// A name with white space, invisible characters or quotation marks around it.
  private static func trimmed(_ text: String) -> NameRemedy? {
    let core = text.withoutSurroundings
    guard core != text, let name = PlainName.text(core) else { return nil }
    return .name(name, reason: nil)
  }

  /// A name after a prefix of another notation: `DNS:`, `CN=`, `DNS.1=`.
  private static func prefixed(_ text: String) -> NameRemedy? {
    let core = text.withoutSurroundings
    guard let rest = NamePrefix.removed(from: core), let name = PlainName.text(rest.withoutSurroundings) else {
      return nil
    }
    let prefix = core.dropLast(rest.count)
    return .name(name, reason: "the prefix \(quoted(String(prefix))) is not part of the name")
  }

  /// `www.example.comdns=mail.example.com`: a prefix directly after a name.
  private static func glued(_ text: String) -> NameRemedy? {
    let parts = NamePrefix.parts(of: text)
    guard parts.count > 1 else { return nil }
    let names = parts.compactMap { PlainName.text($0) }
    return names.count == parts.count ? .glued(names) : nil
  }

  /// Several names with separators between them.
  private static func listed(_ text: String) -> NameRemedy? {
    let parts = text.unicodeScalars.split { NamePrefix.isSeparator($0) }
      .map { part in String(part).withoutSurroundings }.filter { !$0.isEmpty }
    guard parts.count > 1 else { return nil }
    let names = parts.compactMap { PlainName.text(NamePrefix.removed(from: $0) ?? $0) }
    return names.count == parts.count ? .list(names) : nil
  }

  /// A name in another script, possibly garbled, with its ASCII form.
  private static func repaired(_ text: String) -> NameRemedy? {
    let meant = TextExamination(text).meant
    let host = HostName(meant)
    guard let ascii = host.ascii, PlainName.text(ascii) != nil, !meant.utf8.allSatisfy({ $0 < 0x80 }) else {
      return PlainName.text(meant).map { .name($0, reason: nil) }
    }
    let isGarbled = meant != text
    return .name(ascii, reason: isGarbled ? "it is garbled; \(quoted(meant)) is meant" : nil)
  }

  /// A name with white space or invisible characters inside it.
  private static func joined(_ text: String) -> NameRemedy? {
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace || Invisible.contains(scalar, joinsLetters: false) { continue }
      kept.append(scalar)
    }
    guard kept.count < text.unicodeScalars.count, text.utf8.contains(UInt8(ascii: ".")),
      text.unicodeScalars.count - kept.count == 1
    else { return nil }
    guard let name = PlainName.text(String(kept)), TopLevelDomains.contains(HostName(name).labels.last?.ascii ?? "")
    else { return nil }
    return .name(name, reason: nil)
  }

  /// Several words, or a word with an ampersand, that have letters.
  private static func company(_ text: String) -> NameRemedy? {
    let words = text.unicodeScalars.split { $0.properties.isWhitespace }
    let isName = words.count > 1 || text.unicodeScalars.contains("&")
    guard isName, text.unicodeScalars.contains(where: \.properties.isAlphabetic),
      !text.unicodeScalars.contains(where: { "=/:@".unicodeScalars.contains($0) })
    else { return nil }
    return .organization(text.withoutSurroundings)
  }

  /// Whether the name of a company needs no escaping in a quoted argument of `-subj`.
  private static func isPlain(_ company: String) -> Bool {
    company.utf8.count <= 64
      && company.unicodeScalars.allSatisfy { scalar in
        scalar.isASCII
          && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || " .,&-".unicodeScalars.contains(scalar))
      }
  }
}

/// Names that are safe in a command line: only letters, digits, hyphens, dots and a leading `*.`, or an address.
enum PlainName {
  /// The name in ASCII and lower case if the text is a host name of several labels or an address; otherwise nil.
  static func text(_ text: some StringProtocol) -> String? {
    let host = HostName(String(text))
    if let address = host.address { return host.faults.isEmpty ? address.description : nil }
    let isDomain = host.labels.count > (host.wildcard == .leftmost ? 2 : 1)
    return host.isWellFormed && isDomain ? host.ascii : nil
  }
}

extension PlainName {
  /// The host of a URL or of a text with a prefix, if it is a name.
  static func inside(_ host: HostName) -> String? {
    guard let core = host.ascii ?? host.address?.description else { return nil }
    return text(NamePrefix.removed(from: core) ?? core)
  }
}

/// The option of `openssl req` that requests names.
enum AlternativeNameOption {
  /// `-addext 'subjectAltName=DNS:a.example,IP:192.0.2.1'`.
  ///
  /// - Parameter names: results of ``PlainName/text(_:)``.
  static func text(_ names: [String]) -> String {
    let entries = names.map { name in (IPAddress(name) == nil ? "DNS:" : "IP:") + name }
    return "-addext 'subjectAltName=\(entries.joined(separator: ","))'"
  }
}

extension String {
  /// The text without white space, invisible characters and quotation marks at its ends.
  var withoutSurroundings: String {
    let scalars = unicodeScalars
    let isOuter: (Unicode.Scalar) -> Bool = { scalar in
      scalar.properties.isWhitespace || Invisible.contains(scalar, joinsLetters: false)
        || "\"'`“”„‘’<>".unicodeScalars.contains(scalar)
    }
    guard let start = scalars.firstIndex(where: { !isOuter($0) }),
      let end = scalars.lastIndex(where: { !isOuter($0) })
    else { return "" }
    return String(scalars[start...end])
  }
}
