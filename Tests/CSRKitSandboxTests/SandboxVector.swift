// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitSandbox
import Foundation
import OpenSSLBridge

/// A conversation of TestVectors/sandbox: requests in order, each with the complete response.
struct SandboxVector: Sendable, Decodable {
  struct Step: Sendable, Decodable {
    /// `GET` or `POST`; POST where it is left out.
    let method: String?
    let tls: Bool?
    /// The name of a form of the file that the parameters are set in.
    let form: String?
    let set: [[String]]?
    let remove: [String]?
    /// A body as it is sent, in place of a form.
    let body: String?
    /// The MIME type.
    let type: String
    /// The complete body, line by line.
    let answer: [String]
  }

  let name: String
  let endpoint: String
  let requiresTLS: Bool?
  let steps: [Step]

  private struct Document: Decodable {
    let time: Int64
    let accounts: [Entry]
    let forms: [String: [[String]]]
    let cases: [SandboxVector]

    struct Entry: Decodable {
      let loginName, password: String
      let credit, price: String?
      let prices: [String: String]?
      let takenByCA, isLocked: Bool?
    }
  }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let folder = root.appendingPathComponent("TestVectors/sandbox")

  private static func document(_ file: String) throws -> Document {
    try JSONDecoder().decode(Document.self, from: Data(contentsOf: folder.appendingPathComponent(file)))
  }

  static func all(_ file: String) throws -> [SandboxVector] { try document(file).cases }

  static func time(_ file: String) throws -> Int64 { try document(file).time }

  /// A form of the file; a value `@path` is the content of another vector, in Base64 where that is DER.
  static func form(_ name: String, in file: String) throws -> [(name: String, value: String)] {
    try (document(file).forms[name] ?? []).map { field in (field[0], try value(field[1])) }
  }

  static func value(_ text: String) throws -> String {
    guard text.hasPrefix("@") else { return text }
    let content = try Data(contentsOf: root.appendingPathComponent("TestVectors/\(text.dropFirst())"))
    return text.hasSuffix(".der") ? content.base64EncodedString() : String(decoding: content, as: UTF8.self)
  }

  /// The accounts of the file; their hashes are cheap.
  static func accounts(_ file: String) throws -> Accounts {
    var random = Counting()
    let cost = PasswordHash.Cost(logarithm: 10, blockSize: 1, parallelism: 1)
    return try Accounts(
      document(file).accounts.map { entry in
        let prices = (entry.prices ?? [:]).compactMap { code, text in
          Int(code).flatMap { code in Money(text).map { (code, $0) } }
        }
        return Account(
          loginName: entry.loginName,
          password: try PasswordHash(Array(entry.password.utf8).span, cost: cost ?? .standard, random: &random),
          credit: entry.credit.flatMap { Money($0) }, price: entry.price.flatMap { Money($0) } ?? .zero,
          prices: Dictionary(uniqueKeysWithValues: prices),
          payment: entry.takenByCA == true ? .takenByCA : .debited, isLocked: entry.isLocked ?? false)
      })
  }
}

extension SandboxVector.Step {
  func request(in file: String) throws -> SandboxRequest {
    let method: SandboxRequest.Method = self.method == "GET" ? .get : .post
    if let body {
      return try SandboxRequest(method: method, isTLS: tls ?? true, urlEncoded: Array(body.utf8).span)
    }
    var parameters = try form.map { try SandboxVector.form($0, in: file) } ?? []
    for field in set ?? [] {
      let value = try SandboxVector.value(field[1])
      if let place = parameters.firstIndex(where: { $0.name == field[0] }) {
        parameters[place].value = value
      } else {
        parameters.append((field[0], value))
      }
    }
    parameters.removeAll { remove?.contains($0.name) == true }
    return SandboxRequest(method: method, isTLS: tls ?? true, parameters: parameters)
  }
}

/// Numbers that only count: the same in every run.
struct Counting: RandomNumberGenerator {
  private var number: UInt64 = 0

  mutating func next() -> UInt64 {
    number &+= 0x9E37_79B9_7F4A_7C15
    return number
  }
}
