// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
public import PKCS10

/// Segments of any kinds as one list: a base, what came later, and removals.
///
/// The last segment that holds a key's hash decides for its kind; a removal among them takes away what stands before.
public struct SegmentList: KeyList {
  /// The name.
  public let name: String
  /// The segments, the oldest first.
  public let segments: [Segment]
  /// The kinds of hash by which some segment knows keys: no other is computed.
  private let kinds: [HashKind]

  /// A list.
  public init(name: String, _ segments: [Segment]) {
    self.name = name
    self.segments = segments
    kinds = HashKind.allCases.filter { kind in
      segments.contains { $0.header.kind == kind && !$0.header.isRemoval }
    }
  }

  /// The first kind of hash by which a segment knows the key.
  public func find(_ key: SubjectPublicKeyInfo, in bytes: Span<UInt8>, hashes: inout KeyHashes) -> KeyHit? {
    for kind in kinds {
      if kind == .number {
        guard let digest = hashes.numberSHA256(key, in: bytes) else { continue }
        if let hit = find(KeyRecord(digest), kind) { return hit }
        continue
      }
      for record in KeyRecord.all(kind, key, in: bytes, hashes: &hashes) {
        if let hit = find(record, kind) { return hit }
      }
    }
    return nil
  }

  /// Segments are looked at in their place: a copy of one costs more than a look-up.
  private func find(_ record: KeyRecord, _ kind: HashKind) -> KeyHit? {
    var index = segments.count
    while index > 0 {
      index -= 1
      guard segments[index].header.kind == kind, let found = segments[index].find(record) else { continue }
      return segments[index].header.isRemoval ? nil : hit(found, in: segments[index])
    }
    return nil
  }

  private func hit(_ record: KeyRecord, in segment: Segment) -> KeyHit {
    let source = segment.source(record.source)
    let digits = record.bytes.prefix(min(KeyRecord.hashLength, segment.header.kind.length)).hexDigits
    var evidence = [
      Evidence("list", name), Evidence("source", source?.name ?? "\(record.source)"),
      Evidence("hashKind", segment.header.kind.name), Evidence("hash", digits),
    ]
    if let origin = source?.origin, !origin.isEmpty { evidence.insert(Evidence("origin", origin), at: 2) }
    return KeyHit(.listed, .listed, .compromised, predicts: PredictedCode.compromised, evidence)
  }
}

extension KeyRecord {
  /// The records by which segments of a kind may know a key: more than one where a key has several encodings.
  static func all(
    _ kind: HashKind, _ key: SubjectPublicKeyInfo, in bytes: Span<UInt8>, hashes: inout KeyHashes
  ) -> [KeyRecord] {
    switch kind {
    case .number: return hashes.numberSHA256(key, in: bytes).map { [KeyRecord($0)] } ?? []
    case .modulusLine: return hashes.modulusLineSHA1(key, in: bytes).map { [KeyRecord($0)] } ?? []
    case .modulusLineTail: return hashes.modulusLineSHA1(key, in: bytes).map { [KeyRecord($0, from: 10)] } ?? []
    case .keyIdentifier: return [KeyRecord(hashes.bitsSHA1(key, in: bytes))]
    case .infoSHA1: return [KeyRecord(hashes.infoSHA1(key, in: bytes))] + others(.sha1, key, in: bytes)
    case .info: return [KeyRecord(hashes.infoSHA256(key, in: bytes))] + others(.sha256, key, in: bytes)
    }
  }

  private static func others(_ algorithm: DigestAlgorithm, _ key: SubjectPublicKeyInfo, in bytes: Span<UInt8>)
    -> [KeyRecord]
  {
    KeyEncodings.others(of: key, in: bytes).map { KeyRecord(Digest(algorithm, of: $0.span)) }
  }
}

extension Sequence<UInt8> {
  /// Lower-case hexadecimal digits.
  var hexDigits: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
