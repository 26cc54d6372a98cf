// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import PKCS10

/// Finds ECDSA and DSA signatures of one run that have the same nonce, and the private keys that follow from them.
///
/// Two signatures with the same nonce and the same key give two equations for two unknowns. A private key gives the nonces
/// of all its signatures, which give the private keys of all others that used them.
package struct ReusedNonces {
  static let check = KeyCheck(
    "reused-nonce", .run,
    finds: "an ECDSA or DSA signature with the nonce of another signature in the same run",
    source: "FIPS 186-5 §6.3, RFC 6979 §1")

  /// The numbers of the keys by the r of their signatures.
  private var numbers: [[UInt8]: [Int]] = [:]

  /// Creates an empty run.
  package init() {}

  /// Adds a key of an input under a number. Only keys from requests with an ECDSA or DSA signature are compared.
  package mutating func add(_ key: KeyMaterial.Key, number: Int) {
    guard let der = key.request else { return }
    switch key.subjectPublicKeyInfo?.key {
    case .ec, .dsa: break
    default: return
    }
    guard let signature = KeyMaterial.signature(of: der), let numbers = SignatureNumbers(signature[...]) else { return }
    add(r: numbers.r, number: number)
  }

  /// Adds the r of a signature under a number.
  mutating func add(r: [UInt8], number: Int) { numbers[r, default: []].append(number) }

  /// Returns the hits by key number.
  ///
  /// - Parameters:
  ///   - key: returns a key by its number.
  ///   - name: returns the name of a key for evidence, by its number.
  package func hits(keys key: (Int) -> KeyMaterial.Key, naming name: (Int) -> String) -> [Int: KeyHit] {
    let verifier = SignatureVerifier()
    var groups: [[SignatureEquation]] = []
    for (_, candidates) in numbers where candidates.count > 1 {
      let equations = candidates.prefix(ReusedNonces.groupLimit).compactMap { number -> SignatureEquation? in
        guard let der = key(number).request, let request = try? CertificationRequest(der: der),
          request.verifySignature(with: verifier) == .valid
        else { return nil }
        return SignatureEquation(request, number: number)
      }
      groups += ReusedNonces.split(equations)
    }
    return ReusedNonces.hits(NonceSystem(groups), groups, naming: name)
  }

  /// The maximum number of signatures with the same r, which bounds the work; more give no additional equations.
  private static let groupLimit = 64

  /// Signatures in the same group, without copies of the same signature. An r in different groups is chance or malice.
  private static func split(_ equations: [SignatureEquation]) -> [[SignatureEquation]] {
    var groups: [[SignatureEquation]] = []
    for equation in equations {
      let position = groups.firstIndex { $0[0].isComparable(to: equation) }
      if let position { groups[position].append(equation) } else { groups.append([equation]) }
    }
    return groups.filter { group in group.contains { !$0.isCopy(of: group[0]) } }
  }

  private static func hits(
    _ system: NonceSystem, _ groups: [[SignatureEquation]], naming name: (Int) -> String
  ) -> [Int: KeyHit] {
    var hits: [Int: KeyHit] = [:]
    for group in groups.sorted(by: { $0[0].number < $1[0].number }) {
      for equation in group where hits[equation.number] == nil {
        let partners = group.filter { !$0.isCopy(of: equation) }.prefix(8).map { name($0.number) }
        var evidence = [Evidence("r", equation.r), Evidence("sharedWith", partners.joined(separator: " "))]
        let key = system.privateKey(of: equation)
        if let key, let nonce = equation.nonce(privateKey: key.value) {
          evidence.append(Evidence("d", key.value.hex, isPrivate: true))
          evidence.append(Evidence("nonce", nonce.hex, isPrivate: true))
        }
        hits[equation.number] = KeyHit(
          check, .proven, key == nil ? .weak : .compromised, predicts: key == nil ? nil : PredictedCode.compromised,
          evidence)
      }
    }
    return hits
  }
}

extension SignatureEquation {
  /// Whether both signatures have the same r in the same group.
  fileprivate func isComparable(to other: SignatureEquation) -> Bool {
    hasTwoNonces == other.hasTwoNonces && order == other.order && r == other.r
  }

  /// Whether both are the same signature of the same message: the request is a copy.
  fileprivate func isCopy(of other: SignatureEquation) -> Bool { key == other.key && s == other.s && h == other.h }
}

/// The private keys that follow from groups of signatures with the same nonce.
struct NonceSystem {
  /// A copyable reference to a `BigNumber`, which is noncopyable.
  final class Number {
    let value: BigNumber

    init(_ value: consuming BigNumber) { self.value = value }
  }

  /// The private keys found, by public key.
  private var found: [[UInt8]: Number] = [:]

  init(_ groups: [[SignatureEquation]]) {
    for group in groups { solveByKey(group) }
    solveLinked(groups)
    // Each round finds the key of at least one more group, or it is the last one.
    var rest = groups
    var hasProgress = true
    while hasProgress {
      let open = rest.filter { group in !propagate(group) }
      hasProgress = open.count < rest.count
      rest = open
    }
  }

  func privateKey(of equation: SignatureEquation) -> Number? { found[equation.key] }

  /// Solves each pair of signatures with the same key: (s1 ∓ s2)·k = h1 ∓ h2 … where the second nonce is ±k.
  private mutating func solveByKey(_ group: [SignatureEquation]) {
    for (position, first) in group.enumerated() where found[first.key] == nil {
      for second in group[(position + 1)...] where second.key == first.key && found[first.key] == nil {
        for isNegated in first.hasTwoNonces ? [false, true] : [false] {
          let divisor = isNegated ? first.s + second.s : first.s - second.s
          guard let rest = divisor.remainder(dividingBy: first.order), let inverse = rest.inverse(modulo: first.order),
            let nonce = ((first.h - second.h) * inverse).remainder(dividingBy: first.order),
            let key = first.privateKey(nonce: nonce)
          else { continue }
          found[first.key] = Number(key)
          break
        }
      }
    }
  }

  /// Derives the other keys of a group from one that is known; true if nothing remains to be derived.
  private mutating func propagate(_ group: [SignatureEquation]) -> Bool {
    guard let known = group.first(where: { found[$0.key] != nil }), let key = found[known.key],
      let nonce = known.nonce(privateKey: key.value)
    else { return false }
    for equation in group where found[equation.key] == nil {
      if let other = equation.privateKey(nonce: nonce) ?? equation.privateKey(nonce: equation.order - nonce) {
        found[equation.key] = Number(other)
      }
    }
    return true
  }

  /// Solves two keys that have two nonces in common: two equations for the two private keys.
  private mutating func solveLinked(_ groups: [[SignatureEquation]]) {
    var links: [[[UInt8]]: (SignatureEquation, SignatureEquation)] = [:]
    for group in groups where found[group[0].key] == nil {
      var seen: [SignatureEquation] = []
      for equation in group where !seen.contains(where: { $0.key == equation.key }) {
        for other in seen.prefix(NonceSystem.linkLimit) {
          let pair = [equation, other].sorted { $0.key.lexicographicallyPrecedes($1.key) }
          let link = [pair[0].key, pair[1].key]
          if let known = links[link] { solve(known, (pair[0], pair[1])) } else { links[link] = (pair[0], pair[1]) }
        }
        seen.append(equation)
      }
    }
  }

  private static let linkLimit = 8

  /// With a = r/s and b = h/s of each signature, k1 = b1 + a1·d = ±(c1 + e1·f) and k2 = b2 + a2·d = ±(c2 + e2·f), for
  /// the private keys d and f: two linear equations.
  private mutating func solve(
    _ first: (SignatureEquation, SignatureEquation), _ second: (SignatureEquation, SignatureEquation)
  ) {
    let signs = first.0.hasTwoNonces ? [(false, false), (false, true), (true, false), (true, true)] : [(false, false)]
    for (firstSign, secondSign) in signs where found[first.0.key] == nil {
      guard let one = LinkEquation(first, isNegated: firstSign), let two = LinkEquation(second, isNegated: secondSign),
        let key = one.solved(with: two, modulo: first.0.order), let nonce = first.0.nonce(privateKey: key),
        let proven = first.0.privateKey(nonce: nonce)
      else { continue }
      found[first.0.key] = Number(proven)
    }
  }
}

/// The equation a·d - e·f = c for the private keys d and f of two signatures with the same nonce.
private final class LinkEquation {
  private let a: BigNumber
  private let e: BigNumber
  private let c: BigNumber

  init?(_ pair: (SignatureEquation, SignatureEquation), isNegated: Bool) {
    let order = BigNumber(copying: pair.0.order)
    guard let first = pair.0.s.inverse(modulo: order), let inverse = pair.1.s.inverse(modulo: order) else { return nil }
    let second = isNegated ? order - inverse : BigNumber(copying: inverse)
    guard let a = (pair.0.r * first).remainder(dividingBy: order),
      let e = (pair.1.r * second).remainder(dividingBy: order),
      let c = (pair.1.h * second - pair.0.h * first).remainder(dividingBy: order)
    else { return nil }
    self.a = a
    self.e = e
    self.c = c
  }

  /// The key d of two equations, by Cramer's rule; nil if the equations are dependent.
  func solved(with other: LinkEquation, modulo order: borrowing BigNumber) -> BigNumber? {
    guard let determinant = (other.a * e - a * other.e).remainder(dividingBy: order),
      let inverse = determinant.inverse(modulo: order)
    else { return nil }
    return ((other.c * e - c * other.e) * inverse).remainder(dividingBy: order)
  }
}
