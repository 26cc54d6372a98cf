// SPDX-License-Identifier: Apache-2.0
internal import UnboundBridge

/// Looks for the CA's value in the TXT records of the owners.
struct TXTProbe {
  let owners: [String]
  let value: String?
  let options: ProbeOptions

  func run(_ resolver: borrowing UnboundResolver) -> [ProbeFinding] {
    var faults: [ProbeFinding] = []
    for owner in owners {
      do throws(DNSFailure) {
        let answer = try resolver.ask(owner, .txt, milliseconds: options.remaining)
        if let finding = AnswerFault.finding(answer, owner, .txt) { faults.append(finding) }
        if !answer.records.isEmpty { return faults + [judge(answer.records, owner)] }
      } catch {
        faults.append(AnswerFault.finding(error, owner, .txt))
      }
    }
    let missing = "there is no TXT record at \(owners.joined(separator: ", "))"
    let fix = "publish the value that the CA has sent"
    return faults.isEmpty ? [ProbeFinding(.error, "txt.missing", missing, fix: fix)] : faults
  }

  private func judge(_ records: [[UInt8]], _ owner: String) -> ProbeFinding {
    let texts = records.compactMap(TXTProbe.text)
    let shown = texts.prefix(3).map { ShownText.excerpt($0) }.joined(separator: ", ")
    guard let value else {
      return ProbeFinding(
        .warning, "txt.found", "\(owner) TXT has \(shown)", fix: "compare it with the value that the CA has sent")
    }
    if texts.contains(Array(value.utf8)) { return ProbeFinding(.info, "txt.ready", "\(owner) TXT has the CA's value") }
    return ProbeFinding(
      .error, "txt.value", "\(owner) TXT has \(shown) instead of \(ShownText.excerpt(value))",
      fix: "publish the value as the CA has sent it, without quotes and spaces around it")
  }

  /// The strings of a record, joined (RFC 1035 §3.3.14); nil when it is malformed.
  static func text(_ bytes: [UInt8]) -> [UInt8]? {
    var (text, index): ([UInt8], Int) = ([], 0)
    while index < bytes.count {
      let end = index + 1 + Int(bytes[index])
      guard end <= bytes.count else { return nil }
      text += bytes[(index + 1)..<end]
      index = end
    }
    return text
  }
}
