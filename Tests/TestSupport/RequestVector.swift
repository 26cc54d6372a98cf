// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// A request of TestVectors/requests with its expected facts.
package struct RequestVector: Sendable, Decodable {
  package struct Attribute: Sendable, Decodable {
    package let oid, text: String
    package let malformed: Bool?
  }

  package struct Extension: Sendable, Decodable {
    package let oid, text: String
    package let critical: Bool
    package let malformed: Bool?
  }

  package struct Name: Sendable, Decodable {
    package let oid, type: String
    package let value: String?
    /// The first octet that the type does not allow, counted from the first octet of the value.
    package let illegal: Int?
    package let rdn: Int
  }

  package struct AlternativeName: Sendable, Decodable {
    package let type, value: String
    package let illegal: Int?
  }

  package struct Key: Sendable, Decodable {
    package let kind: String
    package let bits: Int?
    package let curve: String?
  }

  package struct Fault: Sendable, Decodable {
    package let field: String
    /// The offset of the byte at fault, if expected.
    package let offset: Int?
  }

  package let name, about, sha256: String
  /// Why the bytes are not a request; nil for a request, which has all of the following.
  package let error: Fault?
  package let version: Int?
  package let subject: [Name]?
  package let key: Key?
  package let signatureAlgorithm: String?
  /// The correct results of the signature check; which one applies depends on the build of OpenSSL.
  package let valid: [Bool?]?
  package let attributes: [Attribute]?
  package let extensions: [Extension]?
  package let names: [AlternativeName]?
  package let irregularities: [Mark]?
  package let spkiSHA256: String?

  /// The family's folder; set when the family is loaded.
  package private(set) var family = ""
  /// The request's bytes.
  package private(set) var der: [UInt8] = []

  enum CodingKeys: CodingKey {
    case name, about, sha256, error, version, subject, key, signatureAlgorithm, valid, attributes, extensions, names
    case irregularities, spkiSHA256
  }
}

extension RequestVector {
  /// The id of an irregularity with its bytes.
  package struct Mark: Sendable, Hashable, Decodable {
    package let kind: String
    package let start, end: Int

    package init(kind: String, start: Int, end: Int) {
      (self.kind, self.start, self.end) = (kind, start, end)
    }

    package init(from decoder: any Decoder) throws {
      var fields = try decoder.unkeyedContainer()
      kind = try fields.decode(String.self)
      start = try fields.decode(Int.self)
      end = try fields.decode(Int.self)
    }
  }

  /// The families in TestVectors/requests.
  package static let families = [
    "keys", "signatures", "subject", "sans", "attributes", "extensions", "ber", "unreadable",
  ]

  /// Every vector.
  package static let all: [RequestVector] = families.flatMap(load)
  /// The vectors that are requests.
  package static let requests = all.filter { $0.error == nil }
  /// The vectors that are not requests.
  package static let unreadable = all.filter { $0.error != nil }

  /// A vector by family and name.
  package static func named(_ family: String, _ name: String) throws -> RequestVector {
    try #require(all.first { $0.family == family && $0.name == name }, "no vector \(family)/\(name)")
  }

  private static func load(_ family: String) -> [RequestVector] {
    let folder = TestFiles.vector("requests/" + family)
    let list = Data(TestFiles.bytes(folder.appending(path: "expected.json")))
    return ((try? JSONDecoder().decode([RequestVector].self, from: list)) ?? []).map { vector in
      var vector = vector
      vector.family = family
      vector.der = TestFiles.bytes(folder.appending(path: vector.name + ".der"))
      return vector
    }
  }
}

extension RequestVector: CustomTestStringConvertible {
  package var testDescription: String { "\(family)/\(name): \(about)" }
}
