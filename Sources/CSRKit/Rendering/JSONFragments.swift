// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import PKCS10

/// Parts of JSON that occur in every report, encoded once.
enum Fragment {
  /// `"oid":"2.5.4.3","name":"commonName"` for each known object identifier.
  static let identifiers = KnownOIDMap<[UInt8]> { known in
    JSONWriter.fragment { writer in
      writer.member(Key.oid, known.dotted)
      writer.member(Key.name, known.name)
    }
  }

  /// `"algorithm":"sha256WithRSAEncryption","oid":"1.2.840.113549.1.1.11"` for each known object identifier.
  static let algorithms = KnownOIDMap<[UInt8]> { known in
    JSONWriter.fragment { writer in
      writer.member(Key.algorithm, known.name)
      writer.member(Key.oid, known.dotted)
    }
  }

  /// `"type":"UTF8String"` for each universal tag.
  static let types: [[UInt8]] = (0..<64).map { octet in
    JSONWriter.fragment { $0.member(Key.type, Tag(UInt8(octet)).description) }
  }

  /// `"type":"dns"` for each kind of alternative name.
  static let nameKinds: [[UInt8]] = (0..<9).map { number in
    JSONWriter.fragment { $0.member(Key.type, GeneralName.Kind(rawValue: UInt8(number))?.name) }
  }
}

extension JSONWriter {
  /// The JSON written by `body`, for `encoded(_:)`.
  static func fragment(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    body(&writer)
    return writer.bytes
  }

  /// `"oid":…,"name":…`
  mutating func member(_ oid: OIDReference, in bytes: Span<UInt8>) {
    if let known = oid.known, let fragment = Fragment.identifiers[known] {
      encoded(fragment)
    } else {
      member(Key.oid, oid.dotted(in: bytes))
      member(Key.name, nil as String?)
    }
  }

  /// `"type":…` of a string type.
  mutating func member(_ tag: Tag) {
    if tag.octet < 64 { encoded(Fragment.types[Int(tag.octet)]) } else { member(Key.type, tag.description) }
  }
}
