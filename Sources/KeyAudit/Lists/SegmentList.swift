// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import OpenSSLBridge
package import PKCS10

/// Segments of any kinds as one list: a base, additions and removals.
///
/// Among the segments of one kind, the last one that contains the hash of a key decides. If it is a removal, the key is not
/// listed.
package struct SegmentList: KeyList {
  /// The names of the segments, separated by commas.
  package var name: String { segments.map(\.name).joined(separator: ", ") }
  /// The segments, the oldest first, with their names for evidence.
  package let segments: [(name: String, segment: Segment)]
  /// The kinds of hash in the segments; no others are computed.
  private let kinds: [HashKind]

  /// Creates a list.
  package init(_ segments: [(name: String, segment: Segment)]) {
    self.segments = segments
    kinds = HashKind.allCases.filter { kind in
      segments.contains { $0.segment.header.kind == kind && !$0.segment.header.isRemoval }
    }
  }

  /// Returns a hit for the first kind of hash by which a segment contains the key.
  package func find(_ key: SubjectPublicKeyInfo, in bytes: Span<UInt8>, hashes: inout KeyHashes) -> KeyHit? {
    for kind in kinds {
      guard let record = KeyRecord(kind, of: key, in: bytes, hashes: &hashes) else { continue }
      if let hit = find(record, kind) { return hit }
      for other in KeyRecord.others(kind, of: key, in: bytes) {
        if let hit = find(other, kind) { return hit }
      }
    }
    return nil
  }

  /// Accesses segments in place, because copying one costs more than a look-up.
  private func find(_ record: KeyRecord, _ kind: HashKind) -> KeyHit? {
    for index in segments.indices.reversed() {
      guard segments[index].segment.header.kind == kind, let found = segments[index].segment.find(record) else {
        continue
      }
      let (name, segment) = segments[index]
      return segment.header.isRemoval ? nil : hit(found, in: segment, name)
    }
    return nil
  }

  private func hit(_ record: KeyRecord, in segment: Segment, _ name: String) -> KeyHit {
    let source = segment.source(record.source)
    let digits = Hexadecimal.text(record.bytes.prefix(min(KeyRecord.hashLength, segment.header.kind.length)))
    var evidence = [
      Evidence("list", name), Evidence("source", source?.name ?? "\(record.source)"),
      Evidence("hashKind", segment.header.kind.name), Evidence("hash", digits),
    ]
    if let origin = source?.origin, !origin.isEmpty { evidence.insert(Evidence("origin", origin), at: 2) }
    return KeyHit(.listed, .listed, .compromised, predicts: PredictedCode.compromised, evidence)
  }
}

extension KeyRecord {
  /// Creates the record of a key for a kind of hash, or nil if the kind does not apply to the key.
  init?(_ kind: HashKind, of key: SubjectPublicKeyInfo, in bytes: Span<UInt8>, hashes: inout KeyHashes) {
    switch kind {
    case .number:
      guard let digest = hashes.numberSHA256(key, in: bytes) else { return nil }
      self.init(digest)
    case .modulusLine, .modulusLineTail:
      guard let digest = hashes.modulusLineSHA1(key, in: bytes) else { return nil }
      self.init(digest, from: kind == .modulusLineTail ? 10 : 0)
    case .keyIdentifier: self.init(hashes.bitsSHA1(key, in: bytes))
    case .infoSHA1: self.init(hashes.infoSHA1(key, in: bytes))
    case .info: self.init(hashes.infoSHA256(key, in: bytes))
    }
  }

  /// Returns the records of the key's other encodings, if the kind is a hash of an encoding.
  static func others(_ kind: HashKind, of key: SubjectPublicKeyInfo, in bytes: Span<UInt8>) -> [KeyRecord] {
    let algorithm: DigestAlgorithm
    switch kind {
    case .infoSHA1: algorithm = .sha1
    case .info: algorithm = .sha256
    case .number, .modulusLine, .modulusLineTail, .keyIdentifier: return []
    }
    return KeyEncodings.others(of: key, in: bytes).map { KeyRecord(Digest(algorithm, of: $0.span)) }
  }
}
