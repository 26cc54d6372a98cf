// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
public import CSRKit
internal import CSRKitBase
internal import OpenSSLBridge
internal import Preflight

/// `!AutoApplySSL`: accepts orders and responds as the CA is expected to.
///
/// Source: AutoApplySSL request; the order of errors is that of `ErrorPrecedence`.
public struct AutoApplySSLEndpoint: Sendable {
  /// The state of a newly ordered certificate; the CA's own value is not published.
  package static let certificateStatus = "Pending"

  /// The first order number is one more.
  package static let numberBase: Int64 = 8_000_000

  private let inspector: Inspector
  private let accounts: Accounts
  private let ledger: any OrderLedger
  private let requiresTLS: Bool

  /// Creates an endpoint.
  ///
  /// - Parameters:
  ///   - ledger: stores the orders; several endpoints and processes may share it.
  ///   - requiresTLS: whether orders without TLS are refused with -1, as by the CA; a sandbox on loopback does not
  ///     need it.
  public init(
    accounts: Accounts, ledger: any OrderLedger, requiresTLS: Bool = false, inspector: Inspector = Inspector()
  ) throws(LedgerError) {
    try ledger.prepareForOrders()
    self.inspector = inspector
    self.accounts = accounts
    self.ledger = ledger
    self.requiresTLS = requiresTLS
  }

  /// The response to a request.
  ///
  /// - Parameters:
  ///   - request: the parsed request.
  ///   - time: seconds since 1970-01-01T00:00:00Z; the rules of this date (in UTC) apply.
  ///   - random: generates uniqueValues.
  public func response(
    to request: SandboxRequest, at time: Int64, random: inout some RandomNumberGenerator
  ) -> SandboxResponse {
    let format = request.form[.responseFormat].flatMap(OrderResponse.Format.init) ?? .lines
    guard let response = process(request, at: time, random: &random) else { return .tooComplex }
    return SandboxResponse(contentType: OrderResponse.contentType(format), body: response.encoded(format))
  }

  /// Nil for an order whose request is too complex to read.
  private func process(
    _ request: SandboxRequest, at time: Int64, random: inout some RandomNumberGenerator
  ) -> OrderResponse? {
    guard request.method == .post else { return OrderResponse(.notPOST) }
    guard request.isTLS || !requiresTLS else { return OrderResponse(.notOverHTTPS) }
    let day = CalendarDate(daysSinceEpoch: Int(clamping: time / 86_400))
    let question = OrderQuestion(form: request.form, isComplete: true, ledger: TokensOnly(ledger: ledger))
    let inspection = inspector.inspect(formOf: question, on: day)
    guard !inspection.isTooComplex else { return nil }
    let check = inspector.check(inspection, formOf: question, on: day)
    guard check.ledgerFailure == nil else { return OrderResponse(.unknownError) }
    let refusal = check.judgement.predicted
    if let missing = missingLogin(check.effective, before: refusal) { return missing }
    if let refusal, ErrorPrecedence.rank(of: refusal.error) < ErrorPrecedence.rank(of: .loginRefused) {
      return OrderResponse(refusal)
    }
    let name = request.form[.loginName] ?? ""
    guard let password = request.form.loginPassword, let account = accounts.account(named: name, password: password)
    else { return OrderResponse(.loginRefused) }
    do throws(LedgerError) {
      let order = try check.report.map { report throws(LedgerError) in
        try LedgerOrder(check.effective, request: report, account: account, time: time, random: &random)
      }
      if let refusal {
        // The error about a reference in use precedes those about the request and its token.
        let isLater = ErrorPrecedence.rank(of: .invalidArgument) < ErrorPrecedence.rank(of: refusal.error)
        guard isLater, let order, try isReferenceInUse(order) else { return OrderResponse(refusal) }
        return response(.referenceInUse, to: order, check.effective, account)
      }
      guard let order else { return OrderResponse(.cannotDecode) }
      return response(try ledger.place(order), to: order, check.effective, account)
    } catch {
      return OrderResponse(.unknownError)
    }
  }

  private func isReferenceInUse(_ order: LedgerOrder) throws(LedgerError) -> Bool {
    guard let reference = order.uniqueReference else { return false }
    return try ledger.hasReference(reference, account: order.account)
  }

  /// Error -3 if the account's name or password is missing, which checks ignore, unless another error precedes it.
  private func missingLogin(_ order: EffectiveOrder, before refusal: Prediction?) -> OrderResponse? {
    let rank = ErrorPrecedence.rank(of: .missingArgument)
    if let refusal, ErrorPrecedence.rank(of: refusal.error) < rank { return nil }
    let login: [ParameterName] = [.loginName, .loginPassword]
    guard let need = order.needs(account: true).first(where: { login.contains($0.name) }) else { return nil }
    return OrderResponse(.missingArgument, item: need.name.spelling)
  }

  private func response(
    _ placement: LedgerPlacement, to new: LedgerOrder, _ order: EffectiveOrder, _ account: Account
  ) -> OrderResponse {
    switch placement {
    case .referenceInUse: return OrderResponse(.invalidArgument, item: ParameterName.foreignOrderNumber.spelling)
    case .tokenInUse: return OrderResponse(.tokenNotUnique)
    case .notEnoughCredit: return OrderResponse(.notEnoughCredit)
    case .placed(let row, let value):
      let number = AutoApplySSLEndpoint.numberBase + row
      var response = OrderResponse(errorCode: account.payment.rawValue)
      response.orderNumber = String(number)
      response.totalCost = Money(hundredths: Int(new.cost)).text
      response.expectedDeliveryTime = hours(order)
      if order.value(.showCertificateID) == "Y" { response.certificateID = String(number) }
      if order.value(.showCertificateState) == "Y" {
        response.certificateStatus = AutoApplySSLEndpoint.certificateStatus
      }
      response.uniqueValue = value?.text
      return response
    }
  }

  /// 240 for EV and qualified certificates, 24 if the web host has validated the customer, otherwise 48.
  private func hours(_ order: EffectiveOrder) -> Int {
    let kind = order.selection?.certificate.kind.value
    if kind == .ev || kind?.isEIDAS == true { return 240 }
    return order.value(.isCustomerValidated) == "Y" ? 24 : 48
  }
}

extension OrderResponse {
  /// The response with a predicted error.
  fileprivate init(_ prediction: Prediction) {
    self.init(errorCode: prediction.errorCode)
    errorMessage = prediction.errorMessage
    errorItem = prediction.errorItem
    errorDetail = prediction.errorDetail
  }
}

extension LedgerOrder {
  /// The order to place for an account; a test order is free and needs no credit.
  fileprivate init(
    _ order: EffectiveOrder, request: RequestReport, account: Account, time: Int64,
    random: inout some RandomNumberGenerator
  ) throws(LedgerError) {
    let isTest = order.value(.test) == "Y"
    let price = order.selection.flatMap { account.prices[$0.certificate.code] } ?? account.price
    let key = try TokenKey(
      sha256: request.sha256.hex(), uniqueValue: order.value(.uniqueValue).flatMap { try? UniqueValue($0) })
    let reference = order.value(.foreignOrderNumber).flatMap { $0.isEmpty ? nil : $0 }
    try self.init(
      LedgerEntry(key: key, reference: reference, time: time),
      alternatives: (0..<16).map { _ in UniqueValue.random(using: &random) }, account: account.loginName,
      cost: isTest ? 0 : Int64(price.hundredths), credit: isTest ? nil : account.credit.map { Int64($0.hundredths) },
      requiresUniqueReference: order.value(.checkFONIsUnique) == "Y")
  }
}

/// A ledger without references: they belong to an account and are looked up after authentication.
private struct TokensOnly: TokenLedger {
  let ledger: any OrderLedger

  func record(_ entry: LedgerEntry) throws(LedgerError) -> LedgerAnswer { try ledger.record(entry) }
  func entry(of key: TokenKey) throws(LedgerError) -> LedgerEntry? { try ledger.entry(of: key) }
  func entries(ofRequest sha256: String) throws(LedgerError) -> [LedgerEntry] {
    try ledger.entries(ofRequest: sha256)
  }
  func entries(ofReference reference: String) throws(LedgerError) -> [LedgerEntry] { [] }
  func rows(after number: Int64, limit: Int) throws(LedgerError) -> [LedgerRow] {
    try ledger.rows(after: number, limit: limit)
  }
}
