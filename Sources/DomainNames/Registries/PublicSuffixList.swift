// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import DomainLibraries

/// The Public Suffix List: the names under which registrations are possible.
///
/// Creating one takes about 2 µs (40 to 150 µs the first time; the embedded list needs no parsing), a query about 1 µs.
/// Create one where names are checked, and pass it on.
package struct PublicSuffixList: Sendable {
  /// The rules that apply.
  package enum Section: Sendable, Hashable {
    /// Only the rules of the registries (ICANN section), as the Baseline Requirements require (BR 3.2.2.6).
    case icann
    /// Also the rules of private operators, such as github.io.
    case all
  }

  private let database: SuffixDatabase

  /// Loads the embedded list.
  package init() throws(PublicSuffixListError) {
    let loaded = EmbeddedFile.publicSuffixes.withBytes { SuffixDatabase($0) }
    guard let loaded else { throw .unreadable }
    database = loaded
  }

  /// Loads a list in the text format of publicsuffix.org or libpsl's binary format.
  package init(_ bytes: Span<UInt8>) throws(PublicSuffixListError) {
    guard let loaded = SuffixDatabase(bytes) else { throw .unreadable }
    database = loaded
  }

  /// Splits a name, in ASCII and without `*.`, at its public suffix; nil if it is not a sequence of labels.
  ///
  /// A top-level domain without a rule counts as a suffix, which is the list's default rule `*`.
  package func split(_ name: String, _ section: Section = .icann) -> DomainSplit? {
    let name = name.asciiLowercased
    let bytes = Array(name.utf8)
    let icann = section == .icann
    guard PublicSuffixList.isName(bytes),
      let offset = database.suffixOffset(in: bytes.span, icannOnly: icann, defaultRule: true)
    else { return nil }
    let suffix = String(decoding: bytes[offset...], as: UTF8.self)
    // Only a single label can be a suffix by the default rule.
    let isListed =
      bytes[offset...].contains(UInt8(ascii: "."))
      || database.isSuffix(Array(suffix.utf8).span, icannOnly: icann, defaultRule: false)
    guard offset > 0 else { return DomainSplit(name: name, suffix: suffix, registrableDomain: nil, isListed: isListed) }
    let label = bytes[..<(offset - 1)].lastIndex(of: UInt8(ascii: ".")).map { $0 + 1 } ?? 0
    let registrable = String(decoding: bytes[label...], as: UTF8.self)
    return DomainSplit(name: name, suffix: suffix, registrableDomain: registrable, isListed: isListed)
  }

  /// Whether the name is itself a public suffix.
  package func isPublicSuffix(_ name: String, _ section: Section = .icann) -> Bool {
    let bytes = name.utf8.map(\.asciiLowercased)
    return PublicSuffixList.isName(bytes)
      && database.isSuffix(bytes.span, icannOnly: section == .icann, defaultRule: true)
  }

  /// Whether labels of ASCII, separated by single dots, are a public suffix of the ICANN section.
  package func isPublicSuffix(_ labels: Span<UInt8>) -> Bool {
    var isLowerCase = true
    for index in labels.indices where labels[index].asciiLowercased != labels[index] { isLowerCase = false }
    if isLowerCase { return database.isSuffix(labels, icannOnly: true, defaultRule: true) }
    var folded: [UInt8] = []
    folded.reserveCapacity(labels.count)
    for index in labels.indices { folded.append(labels[index].asciiLowercased) }
    return database.isSuffix(folded.span, icannOnly: true, defaultRule: true)
  }

  /// Whether the bytes are labels of visible ASCII separated by single dots.
  private static func isName(_ bytes: [UInt8]) -> Bool {
    var previous = UInt8(ascii: ".")
    for byte in bytes {
      guard byte > 0x20, byte < 0x7F, byte != UInt8(ascii: ".") || previous != byte else { return false }
      previous = byte
    }
    return previous != UInt8(ascii: ".")
  }

  /// The names at which control over a host may be validated, from the host itself to its registrable domain
  /// (BR 1.6.1, Authorization Domain Name). A leading `*.` is removed.
  package func authorizationDomains(_ name: String) -> [String] {
    let host = name.hasPrefix("*.") ? String(name.dropFirst(2)) : name
    guard let split = split(host, .icann) else { return [] }
    guard let registrable = split.registrableDomain else { return [split.name] }
    var names = [split.name]
    var rest = split.name[...]
    while rest.utf8.count > registrable.utf8.count, let dot = rest.firstIndex(of: ".") {
      rest = rest[rest.index(after: dot)...]
      names.append(String(rest))
    }
    return names
  }
}

/// A name split at its public suffix.
package struct DomainSplit: Sendable, Hashable {
  /// The complete name in lower case.
  package let name: String
  /// The public suffix.
  package let suffix: String
  /// The suffix and the label before it; nil if the name is itself a suffix.
  package let registrableDomain: String?
  /// Whether a rule lists the suffix; if not, only the default rule applies.
  package let isListed: Bool
}

/// Why a list cannot be used.
package enum PublicSuffixListError: Error, Sendable, Hashable, CustomStringConvertible {
  /// libpsl cannot read the bytes.
  case unreadable

  /// The reason, without a full stop.
  package var description: String { "the public suffix list is not in a format that libpsl reads" }
}
