// SPDX-License-Identifier: Apache-2.0
internal import ProbeBridge

/// Looks for the CA's value in the TXT records of the owners.
struct TXTProbe {
  let owners: [String]
  let value: String?
  let options: NameOptions

  /// Queries the owners in order, up to the first with TXT records.
  func run(_ resolver: borrowing UnboundResolver) -> [ProbeFinding] {
    var faults: [ProbeFinding] = []
    for owner in owners {
      do throws(DNSFailure) {
        let answer = try resolver.ask(owner, .txt, milliseconds: options.remaining)
        if let finding = ProbeFinding(answer, owner, .txt) { faults.append(finding) }
        if !answer.records.isEmpty { return faults + [judge(answer.records, owner)] }
      } catch {
        faults.append(ProbeFinding(error, owner, .txt))
      }
    }
    guard faults.isEmpty else { return faults }
    return [
      ProbeFinding(
        .error, .txtMissing, "no TXT record at \(owners.joined(separator: ", "))",
        fix: "publish the value that the CA has sent")
    ]
  }

  private func judge(_ records: [[UInt8]], _ owner: String) -> ProbeFinding {
    let texts = records.compactMap(RecordData.text)
    let shown = texts.prefix(3).map { Excerpt.of($0) }.joined(separator: ", ")
    guard let value else {
      return ProbeFinding(
        .warning, .txtFound, "\(owner) TXT contains \(shown)", fix: "compare it with the value that the CA has sent")
    }
    if texts.contains(Array(value.utf8)) {
      return ProbeFinding(.info, .txtReady, "\(owner) TXT contains the CA's value")
    }
    return ProbeFinding(
      .error, .txtValue, "\(owner) TXT contains \(shown) instead of \(Excerpt.of(value))",
      fix: "publish the value exactly as the CA has sent it, without quotation marks or spaces around it")
  }
}
