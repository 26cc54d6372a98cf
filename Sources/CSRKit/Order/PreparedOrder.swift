// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL

/// A form with its request in it, ready to be sent.
public struct PreparedOrder: Sendable {
  /// The form; its csr is PEM without anything around it, however the request was given.
  public let form: OrderForm
  /// What is to be expected of it.
  public let check: OrderCheck
  /// The account's parameters that the form lacks, which only sending needs.
  public let missingAccount: [ParameterName]

  init(form: OrderForm, check: OrderCheck) {
    self.form = form
    self.check = check
    missingAccount = [.loginName, .loginPassword].filter { name in
      name == .loginPassword ? form.loginPassword?.isEmpty ?? true : form[name]?.isEmpty ?? true
    }
  }

  /// The body of the POST request, its password in clear.
  public var body: [UInt8] { RequestBody.urlEncoded(form, secrets: .revealed) }
  /// The body for people to look at.
  public var maskedBody: [UInt8] { RequestBody.urlEncoded(form, secrets: .masked) }
  /// A command for a POSIX shell that sends the order with curl; the password is masked.
  public var curl: String { RequestBody.curl(form) }
  /// A JSON object of all fields; the password is masked.
  public var json: String { RequestBody.json(form, secrets: .masked) }
}
