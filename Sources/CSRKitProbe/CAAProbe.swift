// SPDX-License-Identifier: Apache-2.0
internal import ProbeBridge

/// Finds the CAA records that apply to a name and decides whether Sectigo may issue (RFC 8659 §3).
struct CAAProbe {
  let host: String
  let isWildcard: Bool
  let options: NameOptions

  /// Queries the host and its parents, up to the first with CAA records.
  func run(_ resolver: borrowing UnboundResolver) -> ProbeFinding {
    let labels = host.split(separator: ".")
    for count in labels.indices {
      let domain = labels[count...].joined(separator: ".")
      do throws(DNSFailure) {
        let answer = try resolver.ask(domain, .caa, milliseconds: options.remaining)
        if let finding = ProbeFinding(answer, domain, .caa) { return finding }
        if !answer.records.isEmpty { return judge(answer.records, at: domain) }
      } catch {
        return ProbeFinding(error, domain, .caa)
      }
    }
    return ProbeFinding(.info, .caaNone, "no CAA records, so every CA may issue")
  }

  private func judge(_ data: [[UInt8]], at domain: String) -> ProbeFinding {
    let property = isWildcard ? "issuewild" : "issue"
    let fix = "add: \(domain). CAA 0 \(property) \"sectigo.com\""
    let records = data.compactMap(CAARecord.init)
    guard records.count == data.count else {
      return ProbeFinding(
        .error, .caaMalformed, "a CAA record at \(domain) is malformed", fix: "replace the record; \(fix)")
    }
    guard let obstacle = CAAPolicy(records: records).obstacle(isWildcard: isWildcard) else {
      return ProbeFinding(.info, .caaReady, "CAA at \(domain) allows Sectigo to issue")
    }
    return ProbeFinding(.error, .caaForbids, "CAA at \(domain) \(obstacle)", fix: fix)
  }
}

/// A CAA property (RFC 8659 §4.1).
package struct CAARecord: Hashable {
  package let isCritical: Bool
  /// The tag in lower case.
  package let tag: String
  package let value: String

  /// Reads the data of a record; nil when it is malformed.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count >= 2, bytes[1] > 0, bytes.count >= 2 + Int(bytes[1]) else { return nil }
    isCritical = bytes[0] & 0x80 != 0
    tag = String(decoding: bytes[2..<(2 + Int(bytes[1]))], as: UTF8.self).lowercased()
    value = String(decoding: bytes[(2 + Int(bytes[1]))...], as: UTF8.self)
  }

  /// The CA's domain in an issue property, empty when no CA may issue; parameters follow a semicolon (RFC 8659 §4.2).
  package var issuer: String {
    let domain = value.prefix { $0 != ";" }
    let start = domain.drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed()).lowercased()
  }
}

/// Whether a set of CAA records allows Sectigo to issue (RFC 8659 §4).
struct CAAPolicy {
  /// The domains that Sectigo recognizes as its own (Sectigo, CAA records).
  private static let issuers: Set = [
    "sectigo.com", "trust-provider.com", "usertrust.com", "comodoca.com", "comodo.com",
  ]
  private static let known: Set = [
    "issue", "issuewild", "iodef", "contactemail", "contactphone", "issuemail", "issuevmc",
  ]

  let records: [CAARecord]

  /// Why Sectigo must not issue, as the rest of a sentence; nil when it may.
  func obstacle(isWildcard: Bool) -> String? {
    if let strange = records.first(where: { $0.isCritical && !CAAPolicy.known.contains($0.tag) }) {
      return "has the critical property \(Excerpt.of(strange.tag)), which no CA may ignore"
    }
    let wild = records.filter { $0.tag == "issuewild" }
    let deciding = isWildcard && !wild.isEmpty ? wild : records.filter { $0.tag == "issue" }
    guard !deciding.isEmpty, !deciding.contains(where: { CAAPolicy.issuers.contains($0.issuer) }) else { return nil }
    let named = Set(deciding.map(\.issuer)).sorted().filter { !$0.isEmpty }
    guard !named.isEmpty else { return "allows no CA to issue" }
    // A set may hold hundreds of issuers.
    let shown = named.prefix(10).map { Excerpt.of($0, limit: 60) }.joined(separator: ", ")
    return "allows only \(shown)\(named.count > 10 ? " and \(named.count - 10) more" : "") to issue"
  }
}
