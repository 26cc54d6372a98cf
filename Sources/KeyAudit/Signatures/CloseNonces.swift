// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import PKCS10

/// Finds ECDSA and DSA signatures of one key whose nonces differ by a small number, such as those with the same prefix.
package struct CloseNonces {
  static let check = KeyCheck(
    "close-nonces", .run,
    finds: """
      two ECDSA or DSA signatures of one key whose nonces differ by less than 2^\(AuditOptions.thorough.nonceBits), \
      or 2^\(AuditOptions.deep.nonceBits) with `--deep`
      """,
    source: "FIPS 186-5 §6.3, Shanks, Class Number, a Theory of Factorization, and Genera (1971)")

  /// The number of preceding signatures of the same key that each signature is compared with, which bounds the work.
  static let partnerLimit = 8

  /// The numbers of the requests by the x coordinate or the public value of their key.
  private var numbers: [ArraySlice<UInt8>: [Int]] = [:]

  /// Creates an empty run.
  package init() {}

  /// Adds a key of an input under a number. Only keys from requests with an ECDSA or DSA signature are compared.
  package mutating func add(_ key: KeyMaterial.Key, number: Int) {
    guard key.request != nil else { return }
    switch key.subjectPublicKeyInfo?.key {
    case .ec(let ec):
      // A point of the form 4 has both coordinates; compressed points have one.
      let point = key.info[ec.point]
      let coordinates = point.dropFirst()
      numbers[point.first == 4 ? coordinates.prefix(coordinates.count / 2) : coordinates, default: []].append(number)
    case .dsa(let dsa): numbers[key.info[dsa.publicValue], default: []].append(number)
    default: break
    }
  }

  /// Returns the hits by key number.
  ///
  /// - Parameters:
  ///   - options: how much work the audit does.
  ///   - key: returns a key by its number.
  ///   - name: returns the name of a key for evidence, by its number.
  package func hits(
    _ options: AuditOptions, keys key: (Int) -> KeyMaterial.Key, naming name: (Int) -> String
  ) -> [Int: KeyHit] {
    guard options.nonceBits > 0 else { return [:] }
    let search = NonceSearch(bits: options.nonceBits)
    var hits: [Int: KeyHit] = [:]
    for candidates in numbers.values.sorted(by: { $0[0] < $1[0] }) where candidates.count > 1 {
      var recent: [SignatureEquation] = []
      for number in candidates {
        guard let der = key(number).request, let request = try? CertificationRequest(der: der),
          let second = SignatureEquation(request, number: number)
        else { continue }
        for first in recent where first.key == second.key && (hits[first.number] == nil || hits[number] == nil) {
          guard !(first.r == second.r), let found = search.smallDifference(of: first, second) else { continue }
          for (equation, other) in [(first, second), (second, first)] where hits[equation.number] == nil {
            hits[equation.number] = CloseNonces.hit(equation, found, partner: name(other.number))
          }
        }
        recent = recent.suffix(CloseNonces.partnerLimit - 1) + [second]
      }
    }
    return hits
  }

  private static func hit(_ equation: SignatureEquation, _ found: borrowing FoundNumber, partner: String) -> KeyHit {
    var evidence = [
      Evidence("closeTo", partner), Evidence("difference", found.number.magnitude),
      Evidence("d", found.key.hex, isPrivate: true),
    ]
    if let nonce = equation.nonce(privateKey: found.key) {
      evidence.append(Evidence("nonce", nonce.hex, isPrivate: true))
    }
    return KeyHit(check, .proven, .compromised, predicts: PredictedCode.compromised, evidence)
  }
}
