// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit
internal import CSRKitBase
internal import Preflight

/// `!AutoApplySSL`: takes an order and answers as the CA is expected to.
///
/// Source: AutoApplySSL request; the order of errors is `ErrorPrecedence`'s reading.
public struct AutoApplySSLEndpoint: Sendable {
  /// The state of a certificate that has just been ordered; the CA's own words for it are not published.
  public static let certificateStatus = "Pending"

  private let accounts: Accounts
  private let book: OrderBook
  private let requiresTLS: Bool

  /// An endpoint.
  ///
  /// - Parameter requiresTLS: whether an order without TLS is answered with -1, as the CA's own endpoint does. A sandbox on
  ///   loopback has no use for it.
  public init(accounts: Accounts, book: OrderBook, requiresTLS: Bool = false) {
    self.accounts = accounts
    self.book = book
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
    let inspector = Inspector(asOf: CalendarDate(daysSinceEpoch: Int(clamping: time / 86_400)))
    let question = OrderQuestion(form: request.form, isWhole: true, ledger: book.tokens)
    let check = inspector.check(formOf: question)
    guard check.ledgerFailure == nil else { return OrderResponse(.unknownError) }
    let refusal = check.judgement.predicted
    if let missing = missingLogin(check.order, before: refusal) { return missing }
    if let refusal, ErrorPrecedence.rank(of: refusal.error) < ErrorPrecedence.rank(of: .loginRefused) {
      return OrderResponse(refusal)
    }
    let name = request.form[.loginName] ?? ""
    guard let password = request.form.loginPassword, let account = accounts.account(named: name, password: password)
    else { return OrderResponse(.loginRefused) }
    let order = check.report.map { NewOrder(check.order, request: $0, account: account, time: time) }
    do throws(LedgerError) {
      if let refusal {
        // The answer about a number in use comes before those about the request and its token.
        let isLater = ErrorPrecedence.rank(of: .invalidArgument) < ErrorPrecedence.rank(of: refusal.error)
        guard isLater, let order, try book.isReferenceInUse(order) else { return OrderResponse(refusal) }
        return response(.referenceInUse, to: order, check.order, account)
      }
      guard let order else { return OrderResponse(.cannotDecode) }
      return response(try book.place(order, random: &random), to: order, check.order, account)
    } catch {
      return OrderResponse(.unknownError)
    }
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
    _ placement: Placement, to new: NewOrder, _ order: EffectiveOrder, _ account: Account
  ) -> OrderResponse {
    switch placement {
    case .referenceInUse: return OrderResponse(.invalidArgument, item: ParameterName.foreignOrderNumber.spelling)
    case .tokenInUse: return OrderResponse(.tokenNotUnique)
    case .notEnoughCredit: return OrderResponse(.notEnoughCredit)
    case .placed(let number, let value):
      var response = OrderResponse(errorCode: account.payment.rawValue)
      response.orderNumber = String(number)
      response.totalCost = new.cost.text
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
