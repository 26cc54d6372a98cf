// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKit
import Calendar
import Foundation
import OpenSSLBridge
import Preflight

/// One order of TestVectors/orders, with what is to be expected of it.
struct OrderVector: Sendable, Decodable {
  struct Expectation: Sendable, Decodable {
    let verdict: String?
    let code: Int?
    let item, detail, message: String?
    let rules, never, domains, needed: [String]?
    let effective, origins: [String: String?]?
  }

  struct Earlier: Sendable, Decodable {
    let time: String
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

  /// What csrkit makes of the order.
  func check(_ family: String) throws -> OrderCheck {
    var orderForm = OrderForm()
    for field in form where field.count == 2 { orderForm.append(field[0], field[1]) }
    guard let day = CalendarDate(asOf) else { throw VectorFault.noDay }
    let ledger = earlier.map { Remembered(order: EarlierOrder(reference: $0.reference, time: $0.time)) }
    let question = OrderQuestion(form: orderForm, isWhole: whole, ledger: ledger)
    let inspector = Inspector(asOf: day)
    guard let request else { return inspector.check(formOf: question) }
    guard let der = OrderVector.documents[family]?.requests[request],
      let check = inspector.check(Array(der), for: question).checks.first
    else { throw VectorFault.noRequest }
    return check
  }

  enum VectorFault: Error { case noDay, noRequest }
}

/// A ledger that knows every request.
struct Remembered: TokenLedger {
  let order: EarlierOrder

  func earlierOrder(request sha256: Digest, uniqueValue: String?) -> EarlierOrder? { order }
}
