// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import ProbeBridge

/// The CNAME record that proves a name, and where the CA looks for it.
struct WantedRecord {
  /// The first label of the owner, in lower case.
  let label: String
  /// The required target, absolute, in lower case.
  let target: String
  /// The domains in the order of the CA's search; the last is the registrable domain.
  let searched: [String]

  init(label: String, target: String, searched: [String]) {
    self.label = label.lowercased()
    self.target = target.lowercased()
    self.searched = searched
  }

  /// The absolute owner at a domain.
  func owner(_ domain: String) -> String { "\(label).\(domain)." }

  /// What to enter in the zone of the registrable domain.
  func edit(_ domain: String) -> String {
    let zone = searched.last ?? domain
    let host = owner(domain).dropLast(zone.utf8.count + 2)
    return "in the zone \(zone), add a CNAME record with the host \(host) and the target \(target)"
  }

  /// What to change in an existing CNAME record.
  func replacement(at domain: String) -> String { "replace the target of \(owner(domain)) with \(target)" }
}

/// Explains a CNAME record with another target, or a missing one: the usual mistakes, the most likely first.
struct RecordDiagnosis {
  let record: WantedRecord
  let options: NameOptions

  /// What a record with this target is.
  func wrong(_ value: String, at domain: String, _ resolver: borrowing UnboundResolver) -> ProbeFinding {
    let owner = record.owner(domain)
    let message = "\(owner) CNAME has the target \(value) instead of \(record.target)"
    if let fault = TargetFault(found: value, expected: record.target) {
      return ProbeFinding(
        .error, .recordTarget, "\(message): \(fault.reason)",
        fix: record.replacement(at: domain) + (fault.isAppended ? ", with the dot at the end" : ""),
        otherToken: TargetFault.token(of: value))
    }
    if target(of: RecordDiagnosis.unpublished(domain), resolver) == value {
      return ProbeFinding(
        .error, .recordTarget, "\(message): a wildcard record answers for every name below \(domain)",
        fix: "\(record.edit(domain)); it takes precedence over the wildcard")
    }
    return ProbeFinding(.error, .recordTarget, message, fix: record.replacement(at: domain))
  }

  /// An owner that nobody publishes: an answer comes from a wildcard record.
  private static func unpublished(_ domain: String) -> String { "_csrkit-wildcard-test.\(domain)." }

  /// Why there is no record at any searched domain.
  func missing(_ resolver: borrowing UnboundResolver) -> ProbeFinding {
    let owners = record.searched.map(record.owner)
    let message = "no CNAME record at \(owners.joined(separator: ", "))"
    for domain in record.searched {
      if let finding = misplaced(domain, message, resolver) ?? replaced(domain, message, resolver) { return finding }
    }
    let domain = record.searched.last ?? ""
    return ProbeFinding(
      .error, .recordMissing, message,
      fix: "\(record.edit(domain)); if it is published already, wait until cached negative answers expire")
  }

  /// The record under another name.
  private func misplaced(
    _ domain: String, _ message: String, _ resolver: borrowing UnboundResolver
  ) -> ProbeFinding? {
    let zone = record.searched.last ?? domain
    // The panel appends the zone, or the domain that the owner was relative to.
    for origin in Set([domain, zone]).sorted() {
      let owner = "\(record.label).\(domain).\(origin)."
      if isPublished(owner, domain, resolver) {
        return ProbeFinding(
          .error, .recordDoubledZone, "\(message), but one at \(owner): the zone's name was appended a second time",
          fix: "delete the CNAME record at \(owner), and \(record.edit(domain))")
      }
    }
    let bare = "\(record.label.dropFirst()).\(domain)."
    if isPublished(bare, domain, resolver) {
      return ProbeFinding(
        .error, .recordUnderscore, "\(message), but one at \(bare), without the leading underscore",
        fix: "delete the CNAME record at \(bare), and \(record.edit(domain))")
    }
    let reversed = "\(record.target)\(domain)."
    if isPublished(reversed, domain, resolver) {
      return ProbeFinding(
        .error, .recordSwapped, "\(message), but one at \(reversed): owner and target are swapped",
        fix: "delete the CNAME record at \(reversed), and \(record.edit(domain))")
    }
    if !domain.hasPrefix("www."), target(of: record.owner("www.\(domain)"), resolver) == record.target {
      return ProbeFinding(
        .error, .recordWWW, "\(message), but one at \(record.owner("www.\(domain)")), which proves www.\(domain) only",
        fix: record.edit(domain))
    }
    return nil
  }

  /// A record of another type at the right name.
  private func replaced(
    _ domain: String, _ message: String, _ resolver: borrowing UnboundResolver
  ) -> ProbeFinding? {
    let owner = record.owner(domain)
    // Records of a wildcard are not in the way of one at the owner itself.
    let found = [RecordType.txt, .a, .aaaa].map { type in
      (type, own(type, at: owner, unlike: RecordDiagnosis.unpublished(domain), resolver))
    }.filter { !$0.1.isEmpty }
    guard let first = found.first else { return nil }
    let types = found.map { "\($0.0)".uppercased() }.joined(separator: " and ")
    let delete = "delete the \(types) record at \(owner), and \(record.edit(domain))"
    if first.0 == .txt {
      let text = first.1.first.flatMap(RecordData.text) ?? []
      return ProbeFinding(.error, .recordText, "\(message), but a TXT record: \(Excerpt.of(text))", fix: delete)
    }
    return ProbeFinding(
      .error, .recordAddress,
      "\(message), but an address (A or AAAA): the record is of the wrong type, or a proxy or CNAME flattening hides it",
      fix: "if the zone has this CNAME record, turn off its proxy and flattening (at Cloudflare: DNS only); "
        + "otherwise, \(delete)")
  }

  /// Whether an owner has a CNAME record that is not a wildcard's.
  private func isPublished(_ owner: String, _ domain: String, _ resolver: borrowing UnboundResolver) -> Bool {
    guard let found = target(of: owner, resolver) else { return false }
    return Set([domain, record.searched.last ?? domain]).allSatisfy { parent in
      target(of: RecordDiagnosis.unpublished(parent), resolver) != found
    }
  }

  /// The records of an owner, without those that a wildcard provides.
  private func own(
    _ type: RecordType, at owner: String, unlike other: String, _ resolver: borrowing UnboundResolver
  ) -> [[UInt8]] {
    let found = records(of: owner, type, resolver)
    guard !found.isEmpty else { return [] }
    let wildcard = records(of: other, type, resolver)
    return found.filter { !wildcard.contains($0) }
  }

  private func target(of owner: String, _ resolver: borrowing UnboundResolver) -> String? {
    records(of: owner, .cname, resolver).first.flatMap(RecordData.name)
  }

  private func records(of owner: String, _ type: RecordType, _ resolver: borrowing UnboundResolver) -> [[UInt8]] {
    // The longest name with its final dot.
    guard owner.utf8.count <= 254 else { return [] }
    let answer = try? resolver.ask(owner, type, milliseconds: options.remaining)
    return answer.map { $0.bogus == nil ? $0.records : [] } ?? []
  }
}

/// How a target differs from the required one.
package enum TargetFault: Hashable {
  /// The panel appended an origin, because the target did not end with a dot.
  case appended(origin: String)
  /// The halves of the SHA-256 are swapped.
  case halvesSwapped
  /// The former domain of the CA.
  case oldDomain
  /// A half of the SHA-256 is missing or cut.
  case truncated
  /// The token without the uniqueValue of the order, or with another one.
  case uniqueValue(found: String?)
  /// A token of another request.
  case otherToken

  /// - Parameters:
  ///   - found: the target that is published, absolute, in lower case.
  ///   - expected: the required target, absolute, in lower case.
  package init?(found: String, expected: String) {
    let (have, want) = (found.split(separator: "."), expected.split(separator: "."))
    guard want.count >= 4 else { return nil }
    if found.hasPrefix(expected), found != expected {
      self = .appended(origin: String(found.dropFirst(expected.utf8.count).dropLast()))
    } else if Array(have.prefix(2)) == [want[1], want[0]] {
      self = .halvesSwapped
    } else if have.suffix(2) == ["comodoca", "com"], Array(have.dropLast(2)) == Array(want.dropLast(2)) {
      self = .oldDomain
    } else if Array(have.prefix(2)) == Array(want.prefix(2)), have.suffix(2) == want.suffix(2) {
      let between = have.dropFirst(2).dropLast(2)
      self = .uniqueValue(found: between.isEmpty ? nil : between.joined(separator: "."))
    } else if TargetFault.isCut(have, want) {
      self = .truncated
    } else if have.count >= 4, have.prefix(2).allSatisfy(TargetFault.isHalf), have.suffix(2) == want.suffix(2) {
      self = .otherToken
    } else {
      return nil
    }
  }

  /// Whether the first labels are the beginnings of the required halves, or one half is missing.
  private static func isCut(_ have: [Substring], _ want: [Substring]) -> Bool {
    let uniqueValue = Array(want.dropFirst(2).dropLast(2))
    var labels = Array(have.dropLast(2))
    if !uniqueValue.isEmpty, labels.count > uniqueValue.count, Array(labels.suffix(uniqueValue.count)) == uniqueValue {
      labels.removeLast(uniqueValue.count)
    }
    guard have.suffix(2) == want.suffix(2), 1...2 ~= labels.count, labels.allSatisfy({ $0.utf8.count >= 8 }) else {
      return false
    }
    if labels.count == 1 { return want.prefix(2).contains { $0.hasPrefix(labels[0]) || $0.hasSuffix(labels[0]) } }
    return zip(labels, want).allSatisfy { $1.hasPrefix($0) || $1.hasSuffix($0) }
  }

  /// The request token in a target with two halves of a SHA-256 and perhaps a uniqueValue; nil for other targets.
  static func token(of target: String) -> TokenKey? {
    let labels = target.split(separator: ".")
    guard (4...5).contains(labels.count), labels.prefix(2).allSatisfy(isHalf) else { return nil }
    let uniqueValue = labels.count == 5 ? try? UniqueValue(String(labels[2])) : nil
    return try? TokenKey(sha256: String(labels[0] + labels[1]), uniqueValue: uniqueValue)
  }

  private static func isHalf(_ label: Substring) -> Bool {
    label.utf8.count == 32 && label.allSatisfy(\.isHexDigit)
  }

  /// Why the target differs, as the rest of a sentence.
  var reason: String {
    switch self {
    case .appended(let origin): "\(origin) was appended, because the target did not end with a dot"
    case .halvesSwapped: "the halves of the SHA-256 are swapped"
    case .oldDomain: "comodoca.com is the former domain of the CA"
    case .truncated: "the SHA-256 is not complete"
    case .uniqueValue(nil): "the uniqueValue of the order is missing"
    case .uniqueValue(let value?): "\(Excerpt.of(value)) is not the uniqueValue of the order"
    case .otherToken: "it belongs to another request"
    }
  }

  /// Whether the panel appended an origin.
  var isAppended: Bool {
    if case .appended = self { true } else { false }
  }
}

/// The TXT record of persistent validation, which another method uses (CA/B Forum ballot SC-088).
struct PersistentRecord {
  static let label = "_validation-persist"

  let searched: [String]
  let options: NameOptions

  /// What the records at the searched domains allow; for information, since they do not prove an order of this API.
  func findings(_ resolver: borrowing UnboundResolver) -> [ProbeFinding] {
    searched.flatMap { domain in
      let owner = "\(PersistentRecord.label).\(domain)."
      guard owner.utf8.count <= 254,
        let answer = try? resolver.ask(owner, .txt, milliseconds: options.remaining), answer.bogus == nil
      else { return [ProbeFinding]() }
      // A wildcard record may answer with a policy for mail.
      return answer.records.prefix(4).compactMap(RecordData.text).filter(PersistentRecord.isOne).map { text in
        ProbeFinding(.info, .recordPersistent, PersistentRecord.explanation(text, owner))
      }
    }
  }

  /// Whether a text has the parameter that every such record has.
  static func isOne(_ text: [UInt8]) -> Bool {
    String(decoding: text, as: UTF8.self).lowercased().contains("accounturi=")
  }

  static func explanation(_ text: [UInt8], _ owner: String) -> String {
    let parts = String(decoding: text, as: UTF8.self).split(separator: ";").map { part in
      String(part.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
    let issuer = Excerpt.of(parts.first ?? "", limit: 60)
    let isWide = parts.contains { $0.lowercased() == "policy=wildcard" }
    let until = parts.lazy.compactMap { part -> String? in
      let halves = part.split(separator: "=", maxSplits: 1)
      return halves.count == 2 && halves[0].lowercased() == "persistuntil" ? String(halves[1]) : nil
    }.first
    return "\(owner) TXT lets \(issuer) validate this domain again without a new record"
      + (isWide ? ", and all names below it" : "")
      + (until.map { ", until \(Excerpt.of($0, limit: 20)) (seconds since 1970)" } ?? "")
      + "; this order needs its own proof"
  }
}
