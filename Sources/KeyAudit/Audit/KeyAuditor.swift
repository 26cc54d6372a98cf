// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
package import PKCS10

/// Checks whether a public key is weak, invalid or publicly known.
package enum KeyAudit {
  /// Audits one key. To audit many, create one `KeyAuditor` and reuse it.
  ///
  /// - Parameters:
  ///   - bytes: the bytes that the key's ranges refer to.
  ///   - lists: lists of known keys, opened by the caller.
  package static func audit(
    _ key: SubjectPublicKeyInfo, in bytes: Span<UInt8>, options: AuditOptions = .standard, lists: [any KeyList] = []
  ) -> KeyVerdict {
    KeyAuditor(options: options, lists: lists).audit(key, in: bytes)
  }
}

/// How much work an audit does.
package struct AuditOptions: Sendable, Hashable {
  /// The number of rounds of Fermat's method, counted from the square root of the modulus, rounded up.
  package var fermatRounds: Int
  /// Whether to try primes up to 65,537 instead of only those below 752 (SP 800-89 §5.3.3).
  package var triesLargerFactors: Bool
  /// Whether to test if the modulus itself is prime.
  package var testsPrimality: Bool
  /// The bound of Pollard's p - 1 method; 0 disables it.
  package var smoothnessBound: Int
  /// The maximum number of digits of a short-sleeve modulus that is to be factored; the time grows with the square.
  package var digitLimit: Int
  /// The length in bits of the nonces and of the differences of nonces that are searched; 0 disables the search.
  package var nonceBits: Int

  /// Creates options; the defaults are those of `standard`.
  package init(
    fermatRounds: Int = 110, triesLargerFactors: Bool = false, testsPrimality: Bool = false, smoothnessBound: Int = 0,
    digitLimit: Int = 132, nonceBits: Int = 0
  ) {
    self.fermatRounds = fermatRounds
    self.triesLargerFactors = triesLargerFactors
    self.testsPrimality = testsPrimality
    self.smoothnessBound = smoothnessBound
    self.digitLimit = digitLimit
    self.nonceBits = nonceBits
  }

  /// The checks for every request: together they cost less than a fifth of a signature verification.
  package static let standard = AuditOptions()
  /// `standard` and primes up to 65,537: less than a tenth of a millisecond per key.
  package static let quick = AuditOptions(triesLargerFactors: true)
  /// `quick`, the primality of the modulus and small nonces: a few milliseconds per key.
  package static let thorough = AuditOptions(triesLargerFactors: true, testsPrimality: true, nonceBits: 20)
  /// Every check that takes no more than a fraction of a second.
  package static let deep = AuditOptions(
    fermatRounds: 1_000_000, triesLargerFactors: true, testsPrimality: true, smoothnessBound: 65_536, digitLimit: 520,
    nonceBits: 32)
}

/// Audits keys one after another and reuses its storage; use one auditor per thread.
package final class KeyAuditor {
  let options: AuditOptions
  private let lists: [any KeyList]
  private let rsa = PreparedRSAKey()
  /// Verifies the signatures of requests that keys are from.
  let verifier = SignatureVerifier()
  /// Searches the nonces of ECDSA and DSA signatures; its tables are created for the first one.
  private(set) lazy var nonces = NonceSearch(bits: options.nonceBits)
  private var curves: [EllipticCurve?] = Array(repeating: nil, count: NamedCurve.allCases.count)
  private var gaps: (kind: KeyKind, list: [NotChecked])?

  /// Creates an auditor.
  ///
  /// - Parameter lists: the lists to search, in this order, for each key that can be decoded.
  package init(options: AuditOptions = .standard, lists: [any KeyList] = []) {
    self.options = options
    self.lists = lists
  }

  /// Checks a key and looks it up in the lists.
  ///
  /// - Parameters:
  ///   - bytes: the bytes that the key's ranges refer to.
  ///   - hasSigned: whether the key has verified a signature, for which OpenSSL decoded its point.
  package func audit(_ key: SubjectPublicKeyInfo, in bytes: Span<UInt8>, hasSigned: Bool = false) -> KeyVerdict {
    var hits: [KeyHit] = []
    check(key, in: bytes, hasSigned: hasSigned, &hits)
    if !lists.isEmpty {
      var hashes = KeyHashes()
      for list in lists {
        if let hit = list.find(key, in: bytes, hashes: &hashes) { hits.append(hit) }
      }
    }
    return KeyVerdict(hits, notChecked: notChecked(KeyKind(key.key)))
  }

  private func check(_ key: SubjectPublicKeyInfo, in bytes: Span<UInt8>, hasSigned: Bool, _ hits: inout [KeyHit]) {
    switch key.key {
    case .rsa(let numbers):
      let isComputable = rsa.load(key, numbers, in: bytes)
      run(RSAChecks.forAnyKey, in: bytes, &hits)
      guard isComputable, rsa.isUsable else { return }
      run(RSAChecks.forUsableModulus, in: bytes, &hits)
      for check in RSAChecks.lastResort where !hits.contains(where: { $0.outcome == .compromised }) {
        if let hit = check.find(rsa, in: bytes, options) { hits.append(hit) }
      }
    case .ec(let point):
      check(point, in: bytes, hasSigned: hasSigned, &hits)
    case .edwards(let algorithm, let raw):
      if let hit = EdwardsPoint.find(algorithm, raw, in: bytes) { hits.append(hit) }
    case .dsa(let dsa):
      if let hit = DSAKey.find(dsa, in: bytes) { hits.append(hit) }
    case .malformed(let error):
      hits.append(MalformedKey.hit(error))
    case .opaque:
      break
    }
  }

  private func run(_ checks: [any RSACheck.Type], in bytes: Span<UInt8>, _ hits: inout [KeyHit]) {
    for check in checks {
      if let hit = check.find(rsa, in: bytes, options) { hits.append(hit) }
    }
  }

  private func check(_ key: PublicKey.EC, in bytes: Span<UInt8>, hasSigned: Bool, _ hits: inout [KeyHit]) {
    let prepared = PreparedECKey(key: key, curve: curve(key.curve, in: bytes))
    for check in ECChecks.ofCurve {
      if let hit = check.find(prepared, in: bytes) { hits.append(hit) }
    }
    // The point at infinity, one byte, verifies signatures that anyone can forge.
    let isKnown = hasSigned && key.point.count > 1
    let status = isKnown ? .onCurve : prepared.curve?.status(of: bytes.extracting(key.point)) ?? .onCurve
    let isHybrid = (6...7).contains(prepared.form(in: bytes) ?? 0)
    if status != .onCurve || isHybrid {
      for check in ECChecks.ofInvalidPoint {
        guard let hit = check.find(prepared, in: bytes) else { continue }
        hits.append(hit)
        return
      }
    } else if let hit = PointOrder.find(prepared, in: bytes) {
      hits.append(hit)
    }
  }

  private func curve(_ curve: PublicKey.Curve, in bytes: Span<UInt8>) -> EllipticCurve? {
    switch curve {
    case .named(let named):
      let index = Int(named.rawValue)
      let known = curves[index] ?? EllipticCurve(named)
      curves[index] = known
      return known
    case .other(let oid): return EllipticCurve(dotted: oid.dotted(in: bytes))
    case .explicit(let node, _): return EllipticCurve(parameters: bytes.extracting(node.range))
    case .missing: return nil
    }
  }

  /// What an audit of this kind of key does not check. The result is cached: consecutive keys are mostly of one kind.
  private func notChecked(_ kind: KeyKind) -> [NotChecked] {
    if let gaps, gaps.kind == kind { return gaps.list }
    var list = [NotChecked.privateList]
    list += lists.isEmpty ? [.noLists] : lists.flatMap { $0.gaps(for: kind) }
    switch kind {
    case .rsa(let bits):
      if bits > PreparedRSAKey.bitLimit { list.append(.largeNumbers) }
      if !options.testsPrimality { list.append(.primeModulus) }
      if !options.triesLargerFactors { list.append(.largerFactors) }
      if options.fermatRounds <= AuditOptions.standard.fermatRounds { list.append(.moreFermatRounds) }
      if options.smoothnessBound == 0 { list.append(.smoothFactors) }
      list.append(lists.contains { $0 is SharedPrimeList } ? .sharedPrimesOutsideLists : .sharedPrimes)
    case .edwards: list.append(.subgroup)
    case .other: list.append(.algorithm)
    case .ec, .otherCurve, .dsa: break
    }
    gaps = (kind, list)
    return list
  }
}
