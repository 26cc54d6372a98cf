// SPDX-License-Identifier: Apache-2.0
import CPeers
import CSRKit
import Glibc
import KeyAudit
import PKCS10

/// The standard key checks of RSA-2048 requests, compared with the bare verification and with badkeys.
///
/// `Scripts/bench` sets CSRKIT_BADKEYS to the command that measures badkeys.
enum KeyMeasurement {
  private static let rounds = 31
  private static let count = 2000

  static func measure(_ sample: Sample) {
    let ders = sample.pems.compactMap { read($0) }
    let keys = ders.compactMap { try? CertificationRequest(der: $0).publicKey }
    precondition(keys.count == sample.pems.count)
    let checks = KeyAuditor()
    let withLists = KeyAuditor(lists: KeyLists.embedded())
    var ratios: [[Double]] = [[], []]
    for round in -3..<rounds {
      let primitive = time { precondition(peers_primitive(sample.prepared[$0 % keys.count]) == 1) }
      for (index, auditor) in [checks, withLists].enumerated() {
        let taken = time { audit(auditor, keys[$0 % keys.count], ders[$0 % keys.count]) }
        if round >= 0 { ratios[index].append(taken / primitive) }
      }
    }
    print("key checks / bare verification, RSA-2048 \(Statistics(ratios[0])) (at most 0.2)")
    print("  with the embedded lists         \(Statistics(ratios[1]))")
    compare(sample)
  }

  /// From PEM to verdict for both, 2,000 requests per round.
  private static func compare(_ sample: Sample) {
    guard let command = getenv("CSRKIT_BADKEYS").map({ String(cString: $0) }), !command.isEmpty else {
      print("badkeys: skipped, not installed")
      return
    }
    let path = "/tmp/csrkit-bench-\(getpid()).keys"
    guard let file = fopen(path, "w") else { return }
    for text in sample.texts { fputs(text, file) }
    fclose(file)
    defer { unlink(path) }
    let auditor = KeyAuditor()
    var ratios: [Double] = []
    for _ in 0..<5 {
      guard let theirs = PeerPrograms.run("\(command) \(path) \(count)") else { break }
      let ours = time { index in
        guard let der = read(sample.pems[index % sample.pems.count]),
          let key = try? CertificationRequest(der: der).publicKey
        else { return }
        audit(auditor, key, der)
      }
      ratios.append(theirs / ours)
    }
    let ratio = ratios.isEmpty ? "did not run" : "/ key checks from PEM to verdict \(Statistics(ratios)) (at least 20)"
    print("badkeys \(ratio)")
  }

  private static func audit(_ auditor: KeyAuditor, _ key: SubjectPublicKeyInfo, _ der: [UInt8]) {
    precondition(auditor.audit(key, in: der.span).hits.isEmpty)
  }

  private static func read(_ pem: [UInt8]) -> [UInt8]? {
    Armor.read(pem.span) { _ in false }.requests.first?.der
  }

  /// Microseconds per request.
  private static func time(_ body: (Int) -> Void) -> Double {
    let start = peers_cpu_time()
    for index in 0..<count { body(index) }
    return Double(peers_cpu_time() - start) / 1000 / Double(count)
  }
}
