// SPDX-License-Identifier: Apache-2.0
public import CSRKitBase
public import KeyAudit
internal import OpenSSLBridge
internal import PKCS10

extension KeyVerdict {
  /// Writes the object `keyAudit`, schema 1, without private key parts.
  public func write(to writer: inout JSONWriter) { write(to: &writer, revealing: false) }

  /// Writes the object `keyAudit`, schema 1.
  ///
  /// - Parameter revealing: whether private key parts are included.
  package func write(to writer: inout JSONWriter, revealing: Bool) {
    writer.object { writer in
      writer.member(Key.verdict, outcome.rawValue)
      writer.array(Key.hits) { writer in
        for hit in hits { hit.write(to: &writer, revealing: revealing) }
      }
      writer.array(Key.notChecked) { writer in
        for index in notChecked.indices { writer.string(notChecked[index].id) }
      }
    }
  }
}

extension KeyHit {
  fileprivate func write(to writer: inout JSONWriter, revealing: Bool) {
    writer.object { writer in
      writer.member(Key.check, check.description)
      writer.member(Key.grade, grade.rawValue)
      writer.object(Key.evidence) { writer in
        for item in evidence {
          writer.write(named: item.name)
          writer.string(item.isPrivate && !revealing ? "hidden" : item.value)
        }
      }
      writer.member(Key.predicts, predicts)
    }
  }
}

extension SubjectPublicKeyInfo {
  /// The name of the algorithm: RSA, RSA-PSS, EC, Ed25519, ML-DSA-65, …, or its dotted object identifier.
  package func displayName(in bytes: Span<UInt8>) -> String {
    switch algorithm.oid.known {
    case .rsaEncryption, .x500RSA: "RSA"
    case .rsassaPSS: "RSA-PSS"
    case .ecPublicKey: "EC"
    case .dsa: "DSA"
    case .some(let known): known.name
    case nil: algorithm.oid.dotted(in: bytes)
    }
  }

  /// The curve: P-256, P-384, P-521, another name or object identifier, or `explicit parameters`; nil unless it is an
  /// EC key.
  func curveName(in bytes: Span<UInt8>) -> String? {
    guard case .ec(let ec) = key else { return nil }
    return switch ec.curve {
    case .named(let curve): curve.name
    case .other(let oid): oid.known?.name ?? oid.dotted(in: bytes)
    case .explicit: "explicit parameters"
    case .missing: nil
    }
  }
}

/// Decimal text of large numbers.
enum Decimal {
  /// An unsigned big-endian number in decimal; above 512 bits in hexadecimal after `0x`, since the conversion takes
  /// quadratic time.
  static func text(_ range: Range<Int>, in bytes: Span<UInt8>) -> String {
    if range.count <= 8 {
      return String(range.reduce(0 as UInt64) { $0 << 8 | UInt64(bytes[$1]) })
    }
    if range.count > 64 { return "0x" + Hexadecimal.text(range, in: bytes) }
    var digits: [UInt8] = [0]
    for index in range {
      var carry = Int(bytes[index])
      for position in digits.indices {
        carry += Int(digits[position]) << 8
        digits[position] = UInt8(carry % 10)
        carry /= 10
      }
      while carry > 0 {
        digits.append(UInt8(carry % 10))
        carry /= 10
      }
    }
    return String(decoding: digits.reversed().map { $0 + 0x30 }, as: UTF8.self)
  }
}
