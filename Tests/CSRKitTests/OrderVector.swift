// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKit
import CSRKitBase
import Foundation
import Preflight

/// An order in TestVectors/orders with its expected results.
struct OrderVector: Sendable, Decodable {
  struct Expectation: Sendable, Decodable {
    let verdict: String?
    let code: Int?
    let item, detail, certainty, message: String?
    /// The parameter of a finding of one of the rules.
    let field: String?
    let rules, never, domains, needed: [String]?
    /// The rules of the findings whose sources contradict each other.
    let contested: [String]?
    /// The needed parameters that published clients omit.
    let contestedNeeds: [String]?
    let effective, origins: [String: String?]?
    let commonName: String?
    /// Whether a common name, or none, is expected.
    let hasCommonName: Bool

    enum CodingKeys: String, CodingKey, CaseIterable {
      case verdict, code, item, detail, certainty, message, field, rules, never, domains, needed, contested
      case contestedNeeds, effective, origins, commonName
    }

    /// Decodes the expected results; an unknown member is an error.
    init(from decoder: any Decoder) throws {
      let names = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
      if let unknown = names.first(where: { CodingKeys(rawValue: $0) == nil }) { throw VectorFault.unknown(unknown) }
      let values = try decoder.container(keyedBy: CodingKeys.self)
      verdict = try values.decodeIfPresent(String.self, forKey: .verdict)
      code = try values.decodeIfPresent(Int.self, forKey: .code)
      item = try values.decodeIfPresent(String.self, forKey: .item)
      detail = try values.decodeIfPresent(String.self, forKey: .detail)
      certainty = try values.decodeIfPresent(String.self, forKey: .certainty)
      message = try values.decodeIfPresent(String.self, forKey: .message)
      field = try values.decodeIfPresent(String.self, forKey: .field)
      rules = try values.decodeIfPresent([String].self, forKey: .rules)
      never = try values.decodeIfPresent([String].self, forKey: .never)
      domains = try values.decodeIfPresent([String].self, forKey: .domains)
      needed = try values.decodeIfPresent([String].self, forKey: .needed)
      contested = try values.decodeIfPresent([String].self, forKey: .contested)
      contestedNeeds = try values.decodeIfPresent([String].self, forKey: .contestedNeeds)
      effective = try values.decodeIfPresent([String: String?].self, forKey: .effective)
      origins = try values.decodeIfPresent([String: String?].self, forKey: .origins)
      commonName = try values.decodeIfPresent(String.self, forKey: .commonName)
      hasCommonName = values.contains(.commonName)
    }

    private struct AnyKey: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init?(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }
  }

  struct Earlier: Sendable, Decodable {
    let time: Int64
    let uniqueValue: String
    let reference: String?
  }

  let name: String
  let form: [[String]]
  let request: String?
  let whole: Bool
  let asOf: String
  let earlier: Earlier?
  let expect: Expectation

  private struct Document: Decodable {
    let requests: [String: Data]
    let cases: [OrderVector]
  }

  private static let documents: [String: Document] = {
    let folder = Shared.root.appendingPathComponent("TestVectors/orders")
    var documents: [String: Document] = [:]
    for file in Shared.files(in: folder) where file.pathExtension == "json" {
      let name = file.deletingPathExtension().lastPathComponent
      documents[name] = try? JSONDecoder().decode(Document.self, from: Data(contentsOf: file))
    }
    return documents
  }()

  static var families: [String] { documents.keys.sorted() }

  static func all(_ family: String) -> [OrderVector] { documents[family]?.cases ?? [] }

  /// Whether there is a request, in the form or separately.
  var hasRequest: Bool { request != nil || form.contains { $0.first == ParameterName.csr.spelling } }

  /// The form with the request in it.
  func orderForm(_ family: String) throws -> OrderForm {
    var order = fields
    guard let request else { return order }
    guard let der = OrderVector.documents[family]?.requests[request] else { throw VectorFault.noRequest }
    order.set(ParameterName.csr.spelling, to: der.base64EncodedString())
    return order
  }

  private var fields: OrderForm {
    form.reduce(into: OrderForm()) { order, field in
      if field.count == 2 { order.append(field[0], field[1]) }
    }
  }

  /// Checks the order.
  func check(_ family: String) throws -> OrderCheck {
    guard let day = CalendarDate(asOf) else { throw VectorFault.noDay }
    let ledger = earlier.map { FixedLedger(earlier: $0) }
    let question = OrderQuestion(form: fields, isComplete: whole, ledger: ledger)
    let inspector = Inspector()
    guard let request else { return inspector.check(formOf: question, on: day) }
    guard let der = OrderVector.documents[family]?.requests[request],
      let check = inspector.check(Array(der), for: question, on: day).checks.first
    else { throw VectorFault.noRequest }
    return check
  }

  enum VectorFault: Error { case noDay, noRequest, unknown(String) }
}

/// A ledger with one entry for every request.
struct FixedLedger: TokenLedger {
  let earlier: OrderVector.Earlier

  func entry(of key: TokenKey) throws(LedgerError) -> LedgerEntry? {
    guard key.uniqueValue?.text == earlier.uniqueValue else { return nil }
    return try LedgerEntry(key: key, reference: earlier.reference, time: earlier.time)
  }

  func entries(ofRequest sha256: String) throws(LedgerError) -> [LedgerEntry] {
    let key = try TokenKey(sha256: sha256, uniqueValue: try? UniqueValue(earlier.uniqueValue))
    return try entry(of: key).map { [$0] } ?? []
  }

  func record(_ entry: LedgerEntry) throws(LedgerError) -> LedgerAnswer { .recorded }

  func entries(ofReference reference: String) throws(LedgerError) -> [LedgerEntry] {
    guard reference == earlier.reference else { return [] }
    return try entries(ofRequest: String(repeating: "0", count: 64))
  }

  func rows(after number: Int64, limit: Int) throws(LedgerError) -> [LedgerRow] { [] }
}
