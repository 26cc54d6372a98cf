// SPDX-License-Identifier: Apache-2.0
package import PKCS10

/// A valid ECDSA or DSA signature in a stream of requests.
package struct NonceSignature: Sendable {
  /// The request's input and its index there, such as `requests.pem[7]`.
  package let label: String
  let der: [UInt8]
  let r: [UInt8]

  /// Reads the signature of a request, which the caller has verified; nil if it is not one of ECDSA or DSA.
  package init?(_ request: CertificationRequest, label: String) {
    guard request.hasNonce, let numbers = SignatureNumbers(request.der[request.signature]) else { return nil }
    self.label = label
    der = request.der
    r = numbers.r
  }
}

/// Compares each signature of a stream with the preceding ones, in bounded memory.
package struct NonceMemory {
  /// The approximate size of the requests that are remembered, in bytes; the oldest are forgotten first.
  package static let byteLimit = 64 << 20
  /// The approximate size of an entry without its request.
  private static let entrySize = 256
  /// The maximum number of requests with the same r that are remembered.
  private static let groupLimit = 8

  private let byteLimit: Int
  private var signatures: [Int: NonceSignature] = [:]
  /// The numbers of the signatures by their r.
  private var numbers: [[UInt8]: [Int]] = [:]
  private var oldest = 0
  private var next = 0
  private var byteCount = 0

  /// Creates an empty memory.
  package init(byteLimit: Int = NonceMemory.byteLimit) { self.byteLimit = byteLimit }

  /// Adds a signature; returns a hit if a preceding one has the same nonce.
  ///
  /// Copies of a request reveal nothing and are not remembered.
  package mutating func add(_ signature: NonceSignature) -> KeyHit? {
    let group = numbers[signature.r, default: []]
    let others = group.compactMap { signatures[$0] }.filter { $0.der != signature.der }
    if others.count == group.count, group.count < NonceMemory.groupLimit { remember(signature) }
    return others.isEmpty ? nil : NonceMemory.hit(signature, others)
  }

  private mutating func remember(_ signature: NonceSignature) {
    signatures[next] = signature
    numbers[signature.r, default: []].append(next)
    next += 1
    byteCount += signature.der.count + NonceMemory.entrySize
    while byteCount > byteLimit { forgetOldest() }
  }

  private mutating func forgetOldest() {
    guard let signature = signatures.removeValue(forKey: oldest) else { return }
    byteCount -= signature.der.count + NonceMemory.entrySize
    let rest = numbers[signature.r, default: []].filter { $0 != oldest }
    numbers[signature.r] = rest.isEmpty ? nil : rest
    oldest += 1
  }

  private static func hit(_ signature: NonceSignature, _ others: [NonceSignature]) -> KeyHit? {
    let all = others + [signature]
    var run = ReusedNonces()
    for number in all.indices { run.add(r: all[number].r, number: number) }
    let hits = run.hits(
      keys: { KeyMaterial.Key(info: [], origin: .request, request: all[$0].der) }, naming: { all[$0].label })
    return hits[others.count]
  }
}
