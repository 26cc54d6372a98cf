// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// Reads the components of a public key by its algorithm.
enum PublicKeyReader {
  static func read(
    _ algorithm: AlgorithmIdentifier, _ bits: Range<Int>, in bytes: Span<UInt8>, notes: inout [Irregularity]
  ) -> PublicKey {
    do throws(DERError) {
      switch algorithm.oid.known {
      case .rsaEncryption, .rsassaPSS, .x500RSA:
        return try .rsa(rsa(algorithm, bits, in: bytes, notes: &notes))
      case .ecPublicKey:
        let curve = try curve(algorithm, in: bytes)
        return .ec(PublicKey.EC(curve: curve, point: point(bits, on: curve, in: bytes)))
      case .dsa:
        return try .dsa(dsa(algorithm, bits, in: bytes, notes: &notes))
      case .some(let known) where KnownOID.edwardsLengths[known] != nil:
        return try edwards(known, algorithm, bits, in: bytes, notes: &notes)
      default:
        return .opaque(bits)
      }
    } catch {
      return .malformed(error)
    }
  }

  /// The point of an elliptic-curve key, without an OCTET STRING around it.
  ///
  /// An uncompressed point starts like an OCTET STRING, so only lengths that fit the curve's field count.
  private static func point(_ bits: Range<Int>, on curve: PublicKey.Curve, in bytes: Span<UInt8>) -> Range<Int> {
    guard let first = bits.first, bytes[first] == Tag.octetString.octet, let field = curve.fieldBits else {
      return bits
    }
    let length = (field + 7) / 8
    guard bits.count != 1 + 2 * length, let content = try? Cursor.only(.octetString, bits, in: bytes).content,
      let form = content.first.map({ bytes[$0] })
    else { return bits }
    switch form {
    case 2, 3: return content.count == 1 + length ? content : bits
    case 4, 6, 7: return content.count == 1 + 2 * length ? content : bits
    default: return bits
    }
  }

  private static func rsa(
    _ algorithm: AlgorithmIdentifier, _ bits: Range<Int>, in bytes: Span<UInt8>, notes: inout [Irregularity]
  ) throws(DERError) -> PublicKey.RSA {
    let isPSS = algorithm.oid.known == .rsassaPSS
    let isKeySize = algorithm.oid.known == .x500RSA && algorithm.parameters?.tag == .integer
    let isWrong =
      isPSS
      ? algorithm.parameters != nil && (try? PSSParameters(algorithm.parameters, in: bytes)) == nil
      : !isKeySize && (algorithm.parameters?.tag != .null || algorithm.parameters?.content.isEmpty == false)
    if isWrong { notes.append(Irregularity(.algorithmParameters, algorithm.range)) }
    var cursor = Cursor(bits)
    let sequence = try cursor.next(.sequence, in: bytes)
    var fields = Cursor(sequence.content)
    let modulus = try fields.next(.integer, in: bytes)
    let exponent = try fields.next(.integer, in: bytes)
    notes.note(sequence)
    notes.note(modulus)
    notes.note(exponent)
    notes.noteRest(of: fields)
    notes.noteRest(of: cursor)
    let n = magnitude(modulus, in: bytes, notes: &notes)
    let e = magnitude(exponent, in: bytes, notes: &notes)
    return PublicKey.RSA(
      modulus: n.range, exponent: e.range, isNegative: n.isNegative || e.isNegative,
      bits: bitCount(n.range, in: bytes), isPSS: isPSS)
  }

  private static func curve(
    _ algorithm: AlgorithmIdentifier, in bytes: Span<UInt8>
  ) throws(DERError) -> PublicKey.Curve {
    guard let parameters = algorithm.parameters else { return .missing }
    switch parameters.tag {
    case .objectIdentifier:
      let oid = OIDReference(parameters.content, in: bytes)
      guard let known = oid.known, let curve = KnownOID.namedCurves[known] else { return .other(oid) }
      return .named(curve)
    case .sequence:
      return .explicit(parameters, fieldBits: try explicitFieldBits(parameters, in: bytes))
    default:
      return .missing
    }
  }

  /// ECParameters: version, FieldID { type, prime or degree }, … (RFC 3279 §2.3.5).
  private static func explicitFieldBits(_ node: Node, in bytes: Span<UInt8>) throws(DERError) -> Int {
    var cursor = Cursor(node.content)
    _ = try cursor.next(.integer, in: bytes)
    var field = Cursor(try cursor.next(.sequence, in: bytes).content)
    _ = try field.next(.objectIdentifier, in: bytes)
    guard field.peek(in: bytes) == Tag.integer.octet else {
      let binary = try field.next(.sequence, in: bytes)
      var degree = Cursor(binary.content)
      let number = try degree.next(.integer, in: bytes)
      return number.content.reduce(into: 0) { $0 = ($0 & 0xFFFF) << 8 | Int(bytes[$1]) }
    }
    var ignored: [Irregularity] = []
    let prime = magnitude(try field.next(.integer, in: bytes), in: bytes, notes: &ignored)
    return bitCount(prime.range, in: bytes)
  }

  private static func dsa(
    _ algorithm: AlgorithmIdentifier, _ bits: Range<Int>, in bytes: Span<UInt8>, notes: inout [Irregularity]
  ) throws(DERError) -> PublicKey.DSA {
    var cursor = Cursor(bits)
    let value = magnitude(try cursor.next(.integer, in: bytes), in: bytes, notes: &notes)
    notes.noteRest(of: cursor)
    var prime: Range<Int>?
    if let parameters = algorithm.parameters, parameters.tag == .sequence {
      var fields = Cursor(parameters.content)
      prime = magnitude(try fields.next(.integer, in: bytes), in: bytes, notes: &notes).range
    }
    return PublicKey.DSA(
      prime: prime, publicValue: value.range, bits: prime.map { bitCount($0, in: bytes) })
  }

  private static func edwards(
    _ known: KnownOID, _ algorithm: AlgorithmIdentifier, _ bits: Range<Int>, in bytes: Span<UInt8>,
    notes: inout [Irregularity]
  ) throws(DERError) -> PublicKey {
    if algorithm.parameters != nil { notes.append(Irregularity(.algorithmParameters, algorithm.range)) }
    if bits.count == KnownOID.edwardsLengths[known].map({ $0 + 2 }),
      let content = try? Cursor.only(.octetString, bits, in: bytes).content
    {
      return .edwards(known, content)
    }
    guard bits.count == KnownOID.edwardsLengths[known] else {
      throw .malformed(offset: bits.lowerBound, what: "an \(known.name) key of \(bits.count) bytes")
    }
    return .edwards(known, bits)
  }

  /// An INTEGER's content without a leading zero octet.
  private static func magnitude(
    _ node: Node, in bytes: Span<UInt8>, notes: inout [Irregularity]
  ) -> (range: Range<Int>, isNegative: Bool) {
    guard let first = node.content.first else {
      notes.append(Irregularity(.integerEmpty, node.range))
      return (node.content, false)
    }
    if ValueCheck.isPadded(first, node.content, in: bytes) {
      notes.append(Irregularity(.integerPadding, node.range))
    }
    if bytes[first] & 0x80 != 0 {
      notes.append(Irregularity(.integerNegative, node.range))
      return (node.content, true)
    }
    var start = first
    while start < node.content.upperBound, bytes[start] == 0 { start += 1 }
    return (start..<node.content.upperBound, false)
  }

  private static func bitCount(_ range: Range<Int>, in bytes: Span<UInt8>) -> Int {
    guard let first = range.first else { return 0 }
    return range.count * 8 - bytes[first].leadingZeroBitCount
  }
}
