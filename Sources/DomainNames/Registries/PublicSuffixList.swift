// SPDX-License-Identifier: Apache-2.0
internal import DomainLibraries

/// The Public Suffix List: which names belong to a registry, so that nobody can own what is directly above a host.
///
/// Making one takes some 2 µs, 40 to 150 the first time (the embedded list needs no parsing), asking about 1 µs. Make one where names are
/// judged, and pass it on.
public struct PublicSuffixList: Sendable {
  /// Which rules count.
  public enum Section: Sendable, Hashable {
    /// The registries' own, the only ones that the Baseline Requirements ask for (BR 3.2.2.6).
    case icann
    /// Also those of private operators, such as github.io.
    case all
  }

  private let database: SuffixDatabase

  /// The list that the program carries.
  public init() throws(PublicSuffixListError) {
    let loaded = EmbeddedFile.publicSuffixes.withBytes { SuffixDatabase($0) }
    guard let loaded else { throw .unreadable }
    database = loaded
  }

  /// Another list, in the text form of publicsuffix.org or as libpsl's automaton.
  public init(_ bytes: Span<UInt8>) throws(PublicSuffixListError) {
    guard let loaded = SuffixDatabase(bytes) else { throw .unreadable }
    database = loaded
  }

  /// Divides a name, in ASCII and without `*.`, at its public suffix; nil where it is no sequence of labels.
  ///
  /// A top-level domain that no rule names counts as a suffix, which is the list's rule `*`.
  public func split(_ name: String, _ section: Section = .icann) -> DomainSplit? {
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
  public func isPublicSuffix(_ name: String, _ section: Section = .icann) -> Bool {
    let bytes = name.utf8.map(\.asciiLowercased)
    return PublicSuffixList.isName(bytes)
      && database.isSuffix(bytes.span, icannOnly: section == .icann, defaultRule: true)
  }

  /// Whether the bytes are labels of visible ASCII with single dots between them.
  private static func isName(_ bytes: [UInt8]) -> Bool {
    var previous = UInt8(ascii: ".")
    for byte in bytes {
      guard byte > 0x20, byte < 0x7F, byte != UInt8(ascii: ".") || previous != byte else { return false }
      previous = byte
    }
    return previous != UInt8(ascii: ".")
  }

  /// The names at which control over a host may be shown, the host's own first, its registrable domain last
  /// (BR 1.6.1, Authorization Domain Name). A leading `*.` is left out.
  public func authorizationDomains(_ name: String) -> [String] {
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

/// A name divided at its public suffix.
public struct DomainSplit: Sendable, Hashable {
  /// The whole name, lower case.
  public let name: String
  /// The part that belongs to a registry.
  public let suffix: String
  /// The suffix with one label before it, which somebody can own; nil where the name is itself a suffix.
  public let registrableDomain: String?
  /// Whether a rule names the suffix; if not, only the rule for unknown top-level domains applies.
  public let isListed: Bool
}

/// Why a list cannot be used.
public enum PublicSuffixListError: Error, Sendable, Hashable, CustomStringConvertible {
  /// libpsl can make nothing of the bytes.
  case unreadable

  /// A sentence for a person, without a full stop.
  public var description: String { "the public suffix list is in no form that libpsl reads" }
}
