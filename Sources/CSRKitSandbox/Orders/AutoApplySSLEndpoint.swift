// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
internal import CSRKit
internal import CSRKitBase
internal import OpenSSLBridge
internal import Preflight

/// `!AutoApplySSL`: takes an order and answers as the CA is expected to.
///
/// Source: AutoApplySSL request; the order of errors is `ErrorPrecedence`'s reading.
public struct AutoApplySSLEndpoint: Sendable {
  /// The state of a certificate that has just been ordered; the CA's own words for it are not published.
  public static let certificateStatus = "Pending"

  /// The order number of a ledger's first row is one more.
  public static let numberBase: Int64 = 8_000_000

  private let inspector = Inspector()
  private let accounts: Accounts
  private let ledger: any OrderLedger
  private let requiresTLS: Bool

  /// An endpoint.
  ///
  /// - Parameters:
  ///   - ledger: where orders are stored; any number of endpoints, in other processes too, may share one.
  ///   - requiresTLS: whether an order without TLS is answered with -1, as by the CA; a sandbox on loopback does not
  ///     need it.
  public init(accounts: Accounts, ledger: any OrderLedger, requiresTLS: Bool = false) throws(LedgerError) {
    try ledger.prepareForOrders()
    self.accounts = accounts
    self.ledger = ledger
    self.requiresTLS = requiresTLS
  }

  /// The answer to a request.
  ///
  /// - Parameters:
  ///   - request: the parsed request.
  ///   - time: seconds since 1970-01-01T00:00:00Z; its day in UTC is the one on which rules are judged.
  ///   - random: where a uniqueValue comes from.
  public func answer(
    _ request: SandboxRequest, at time: Int64, random: inout some RandomNumberGenerator
  ) -> SandboxAnswer {
    let format = request.form[.responseFormat].flatMap(OrderResponse.Format.init) ?? .lines
    let response = response(request, at: time, random: &random)
    return SandboxAnswer(contentType: OrderResponse.contentType(format), body: response.encoded(format))
  }

  private func response(
    _ request: SandboxRequest, at time: Int64, random: inout some RandomNumberGenerator
  ) -> OrderResponse {
    guard request.method == .post else { return OrderResponse(.notPOST) }
    guard request.isTLS || !requiresTLS else { return OrderResponse(.notOverHTTPS) }
    let day = CalendarDate(daysSinceEpoch: Int(clamping: time / 86_400))
    let question = OrderQuestion(form: request.form, isComplete: true, ledger: TokensOnly(ledger: ledger))
    let check = inspector.check(formOf: question, on: day)
    guard check.ledgerFailure == nil else { return OrderResponse(.unknownError) }
    let refusal = check.judgement.predicted
    if let missing = missingLogin(check.order, before: refusal) { return missing }
    if let refusal, ErrorPrecedence.rank(of: refusal.error) < ErrorPrecedence.rank(of: .loginRefused) {
      return OrderResponse(refusal)
    }
    let name = request.form[.loginName] ?? ""
    guard let password = request.form.loginPassword, let account = accounts.account(named: name, password: password)
    else { return OrderResponse(.loginRefused) }
    do throws(LedgerError) {
      let order = try check.report.map { report throws(LedgerError) in
        try LedgerOrder(check.order, request: report, account: account, time: time, random: &random)
      }
      if let refusal {
        // The answer about a number in use comes before those about the request and its token.
        let isLater = ErrorPrecedence.rank(of: .invalidArgument) < ErrorPrecedence.rank(of: refusal.error)
        guard isLater, let order, try isReferenceInUse(order) else { return OrderResponse(refusal) }
        return response(.referenceInUse, to: order, check.order, account)
      }
      guard let order else { return OrderResponse(.cannotDecode) }
      return response(try ledger.place(order), to: order, check.order, account)
    } catch {
      return OrderResponse(.unknownError)
    }
  }

  private func isReferenceInUse(_ order: LedgerOrder) throws(LedgerError) -> Bool {
    guard let reference = order.uniqueReference else { return false }
    return try ledger.hasReference(reference, account: order.account)
  }

  /// -3 for the account's name or password, which no check asks for, where no error comes before it.
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

  /// 240 for EV, 24 where the web host has validated the customer, else 48.
  private func hours(_ order: EffectiveOrder) -> Int {
    let kind = order.selection?.certificate.kind.value
    if kind == .ev || kind?.isEIDAS == true { return 240 }
    return order.value(.isCustomerValidated) == "Y" ? 24 : 48
  }
}

extension OrderResponse {
  /// The answer that was predicted.
  fileprivate init(_ prediction: Prediction) {
    self.init(errorCode: prediction.errorCode)
    errorMessage = prediction.errorMessage
    errorItem = prediction.errorItem
    errorDetail = prediction.errorDetail
  }
}

extension LedgerOrder {
  /// The order to place for an account; a test order costs nothing and needs no credit.
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

/// A ledger without its references, which are an account's own and are looked up once the account is known.
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
