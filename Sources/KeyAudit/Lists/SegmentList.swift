// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
public import PKCS10

/// Segments of any kinds as one list: a base, what came later, and removals.
///
/// The last segment that holds a key's hash decides for its kind; a removal among them takes away what stands before.
public struct SegmentList: KeyList {
  /// The names of the segments.
  public var name: String { segments.map(\.name).joined(separator: ", ") }
  /// The segments, the oldest first, each with the name by which the evidence calls it.
  public let segments: [(name: String, segment: Segment)]
  /// The kinds of hash by which some segment knows keys: no other is computed.
  private let kinds: [HashKind]

  /// A list.
  public init(_ segments: [(name: String, segment: Segment)]) {
    self.segments = segments
    kinds = HashKind.allCases.filter { kind in
      segments.contains { $0.segment.header.kind == kind && !$0.segment.header.isRemoval }
    }
  }

  /// The first kind of hash by which a segment knows the key.
  public func find(_ key: SubjectPublicKeyInfo, in bytes: Span<UInt8>, hashes: inout KeyHashes) -> KeyHit? {
    for kind in kinds {
      guard let record = KeyRecord(kind, of: key, in: bytes, hashes: &hashes) else { continue }
      if let hit = find(record, kind) { return hit }
      for other in KeyRecord.others(kind, of: key, in: bytes) {
        if let hit = find(other, kind) { return hit }
      }
    }
    return nil
  }

  /// Segments are looked at in their place: a copy of one costs more than a look-up.
  private func find(_ record: KeyRecord, _ kind: HashKind) -> KeyHit? {
    var index = segments.count
    while index > 0 {
      index -= 1
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
  /// The record by which segments of a kind know a key, or nil where they know no such key.
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

  /// The same for the key's other encodings, where the kind hashes an encoding.
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

extension Sequence<UInt8> {
  /// Lower-case hexadecimal digits.
  var hexDigits: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
