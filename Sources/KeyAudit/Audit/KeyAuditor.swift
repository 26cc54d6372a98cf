// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
public import PKCS10

/// Audits keys, one after the other, with storage that is made once: one auditor for each thread.
public final class KeyAuditor {
  private let options: AuditOptions
  private let lists: [any KeyList]
  private let rsa = RSAWork()
  private var curves: [EllipticCurve?] = Array(repeating: nil, count: NamedCurve.allCases.count)
  private var gaps: (kind: KeyKind, list: [NotChecked])?

  /// An auditor.
  ///
  /// - Parameter lists: asked in this order, each for every key that can be read.
  public init(options: AuditOptions = .standard, lists: [any KeyList] = []) {
    self.options = options
    self.lists = lists
  }

  /// Checks a key and looks it up in the lists.
  ///
  /// - Parameter bytes: what the key's ranges refer to.
  public func audit(_ key: SubjectPublicKeyInfo, in bytes: Span<UInt8>) -> KeyVerdict {
    var hits: [KeyHit] = []
    check(key, in: bytes, &hits)
    if !lists.isEmpty {
      var hashes = KeyHashes()
      for list in lists {
        if let hit = list.find(key, in: bytes, hashes: &hashes) { hits.append(hit) }
      }
    }
    return KeyVerdict(hits, notChecked: notChecked(KeyKind(key.key)))
  }

  private func check(_ key: SubjectPublicKeyInfo, in bytes: Span<UInt8>, _ hits: inout [KeyHit]) {
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
      check(point, in: bytes, &hits)
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

  private func check(_ key: PublicKey.EC, in bytes: Span<UInt8>, _ hits: inout [KeyHit]) {
    let work = ECWork(key: key, curve: curve(key.curve, in: bytes))
    for check in ECChecks.ofCurve {
      if let hit = check.find(work, in: bytes) { hits.append(hit) }
    }
    let status = work.curve?.status(of: bytes.extracting(key.point)) ?? .onCurve
    let isHybrid = (6...7).contains(work.form(in: bytes) ?? 0)
    if status != .onCurve || isHybrid {
      for check in ECChecks.ofRefusedPoint {
        guard let hit = check.find(work, in: bytes) else { continue }
        hits.append(hit)
        return
      }
    } else if let hit = PointOrder.find(work, in: bytes) {
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
}

extension KeyAuditor {
  /// What an audit of such a key leaves open; kept for the next key, which is mostly of the same kind.
  private func notChecked(_ kind: KeyKind) -> [NotChecked] {
    if let gaps, gaps.kind == kind { return gaps.list }
    var list = [NotChecked.privateList]
    list += lists.isEmpty ? [.noLists] : lists.flatMap { $0.gaps(for: kind) }
    switch kind {
    case .rsa(let bits):
      if bits > RSAWork.bitLimit { list.append(.largeNumbers) }
      if !options.testsPrimality { list.append(.primeModulus) }
      if !options.triesLargerFactors { list.append(.largerFactors) }
      if options.fermatRounds <= AuditOptions.standard.fermatRounds { list.append(.fartherPrimes) }
      if options.smoothnessBound == 0 { list.append(.smoothFactors) }
      list.append(.sharedPrimes)
    case .edwards: list.append(.subgroup)
    case .other: list.append(.algorithm)
    case .ec, .otherCurve, .dsa: break
    }
    gaps = (kind, list)
    return list
  }
}
