// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
package import PKCS10

extension KeyCheck {
  /// A key with CVE-2008-0166.
  package static let debian = KeyCheck(
    "debian-weak", .list,
    finds: "a key from Debian's broken OpenSSL of 2006 to 2008, which anyone can generate again",
    source: "CVE-2008-0166; BR 6.1.1.3 (5.1)")
}

/// Finds CVE-2008-0166 keys by their fingerprints and proves each hit by generating the key again.
package struct DebianWeakKeys: KeyList {
  /// The sets, at most one for each type of key.
  package let sets: [DebianSet]

  /// Creates a list that searches these sets.
  package init(_ sets: [DebianSet]) { self.sets = sets }

  /// The name of the list.
  package var name: String { "Debian weak keys" }

  /// Returns a hit if a replay generates the same key. The evidence includes the private numbers.
  package func find(_ key: SubjectPublicKeyInfo, in bytes: Span<UInt8>, hashes: inout KeyHashes) -> KeyHit? {
    guard let type = DebianKeyType(KeyKind(key.key)), let digest = hashes.numberSHA256(key, in: bytes) else {
      return nil
    }
    let fingerprint = (0..<4).reduce(0 as UInt32) { $0 << 8 | UInt32(digest[$1]) }
    for index in sets.indices where sets[index].type == type {
      for place in sets[index].candidates(fingerprint) {
        let made = DebianKey.replay(type, place.variant, process: place.process)
        guard Digest(.sha256, of: made.number.span) == digest else { continue }
        return KeyHit(.debian, .proven, .compromised, predicts: PredictedCode.compromised, evidence(made, type, place))
      }
    }
    return nil
  }

  private func evidence(
    _ made: DebianKey, _ type: DebianKeyType, _ place: (variant: DebianVariant, process: Int)
  ) -> [Evidence] {
    let names = type.curve == nil ? ["p", "q"] : ["d"]
    return [
      Evidence("keyType", type.rawValue),
      Evidence("platform", place.variant.platform.rawValue),
      Evidence("processID", String(place.process)),
      Evidence("randState", place.variant.state.rawValue),
    ]
      + zip(names, made.secrets).map { name, secret in
        Evidence(name, BigNumber(bigEndian: secret.span).hex, isPrivate: true)
      }
  }

  /// What the sets do not cover for keys of this kind, down to the process.
  package func gaps(for kind: KeyKind) -> [NotChecked] {
    guard let type = DebianKeyType(kind) else {
      guard case .rsa(let bits) = kind else { return [] }
      return [NotChecked("debian-weak", "Debian weak keys, because there is no set for \(bits)-bit RSA keys")]
    }
    let sets = sets.filter { $0.type == type }
    if sets.contains(where: \.isComplete) { return [] }
    let covered = sets.flatMap { DebianWeakKeys.coverage($0) }
    let name = type.rawValue
    let sentence =
      covered.isEmpty
      ? "Debian weak keys, because there is no set for type \(name)"
      : "Debian weak keys of type \(name), except \(covered.joined(separator: "; "))"
    return [NotChecked("debian-weak", sentence)]
  }

  /// The processes that a set covers, such as `PIDs 0–1023 of le64-rnd, le64-nornd`. Variants with the same processes are
  /// grouped.
  package static func coverage(_ set: DebianSet) -> [String] {
    var groups: [(ranges: [ClosedRange<Int>], variants: [DebianVariant])] = []
    for variant in DebianVariant.all {
      let ranges = set.processes(of: variant)
      if let group = groups.firstIndex(where: { $0.ranges == ranges }) {
        groups[group].variants.append(variant)
      } else {
        groups.append((ranges, [variant]))
      }
    }
    return groups.filter { !$0.ranges.isEmpty }.map { group in
      let processes = group.ranges.map { "\($0.lowerBound)–\($0.upperBound)" }.joined(separator: ", ")
      let isAll = group.variants.count == DebianVariant.all.count
      return "PIDs \(processes) of "
        + (isAll ? "every platform and .rnd state" : group.variants.map(\.description).joined(separator: ", "))
    }
  }
}
