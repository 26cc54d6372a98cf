// SPDX-License-Identifier: Apache-2.0
internal import UnboundBridge

/// Climbs from a name towards the root to the first CAA records and asks whether Sectigo may issue (RFC 8659 §3).
struct CAAProbe {
  let host: String
  let isWildcard: Bool
  let options: ProbeOptions

  func run(_ resolver: borrowing UnboundResolver) -> ProbeFinding {
    var domain = host[...]
    while true {
      do throws(DNSFailure) {
        let answer = try resolver.ask(String(domain), .caa, milliseconds: options.remaining)
        if let finding = AnswerFault.finding(answer, String(domain), .caa) { return finding }
        if !answer.records.isEmpty { return judge(answer.records, at: domain) }
      } catch {
        return AnswerFault.finding(error, String(domain), .caa)
      }
      guard let dot = domain.firstIndex(of: ".") else { break }
      domain = domain[domain.index(after: dot)...]
    }
    return ProbeFinding(.info, "caa.none", "no CAA records, so every CA may issue")
  }

  private func judge(_ data: [[UInt8]], at domain: Substring) -> ProbeFinding {
    let property = isWildcard ? "issuewild" : "issue"
    let fix = "add: \(domain). CAA 0 \(property) \"sectigo.com\""
    let records = data.compactMap(CAARecord.init)
    guard records.count == data.count else {
      return ProbeFinding(.error, "caa.malformed", "a CAA record at \(domain) is malformed", fix: "write it anew")
    }
    guard let obstacle = CAAPolicy(records: records).obstacle(isWildcard: isWildcard) else {
      return ProbeFinding(.info, "caa.ready", "CAA at \(domain) lets Sectigo issue")
    }
    return ProbeFinding(.error, "caa.forbids", "CAA at \(domain) \(obstacle)", fix: fix)
  }
}
