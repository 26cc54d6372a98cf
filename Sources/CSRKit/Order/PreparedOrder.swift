// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
internal import PKCS10

/// A form with its request in it, ready to be sent.
public struct PreparedOrder: Sendable {
  /// The form; its csr is PEM without anything around it, however the request was given.
  public let form: OrderForm
  /// What is to be expected of it.
  public let check: OrderCheck
  /// The account's parameters that the form lacks, which only sending needs.
  public let missingAccount: [ParameterName]

  /// The body of the POST request, its password in clear.
  public var body: [UInt8] { RequestBody.urlEncoded(form, secrets: .revealed) }
  /// The body for people to look at.
  public var maskedBody: [UInt8] { RequestBody.urlEncoded(form, secrets: .masked) }
  /// A command for a POSIX shell that sends the order with curl; the password is masked.
  public var curl: String { RequestBody.curl(form) }
  /// A JSON object of all fields; the password is masked.
  public var json: String { RequestBody.json(form, secrets: .masked) }
}

extension Inspector {
  /// Puts a request into a form and checks the whole.
  public func prepare(_ form: OrderForm, request report: RequestReport?) -> PreparedOrder {
    var whole = form
    if let report { whole.set(ParameterName.csr.spelling, to: PEMText.request(report.request.der)) }
    let question = OrderQuestion(form: whole, isWhole: true)
    return PreparedOrder(
      form: whole, check: check(formOf: question),
      missingAccount: [.loginName, .loginPassword].filter { name in
        name == .loginPassword ? whole.loginPassword?.isEmpty ?? true : whole[name]?.isEmpty ?? true
      })
  }
}
