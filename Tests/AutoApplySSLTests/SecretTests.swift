// SPDX-License-Identifier: Apache-2.0

import AutoApplySSL
import Testing

@Suite("Secrets")
struct SecretTests {
  static let names = [
    "loginPassword", "LoginPassword", "loginpassword", "loginPasword", "loginPasswrd", "logniPassword", "password",
    "login_password", "loginPwd", "loginPassword ", "PASS", "loginPassword[]",
  ]

  /// All textual representations of a value in Swift.
  static func prints(_ value: some Any) -> String {
    var text = "\(value) \(String(reflecting: value)) \(String(describing: Optional(value)))"
    dump(value, to: &text)
    walk(Mirror(reflecting: value), into: &text)
    return text
  }

  static func walk(_ mirror: Mirror, into text: inout String) {
    for child in mirror.children {
      text += " \(child.label ?? "") \(child.value)"
      walk(Mirror(reflecting: child.value), into: &text)
    }
  }

  @Test("A password is never shown, however its name is spelled", arguments: names)
  func masked(_ name: String) {
    let form = form(["product": "24", name: "hunter2"])
    let order = EffectiveOrder(form: form, request: nil)
    #expect(!SecretTests.prints(form).contains("hunter2"))
    #expect(!SecretTests.prints(form.notes).contains("hunter2"))
    #expect(!SecretTests.prints(form.fields[1].value).contains("hunter2"))
    #expect(!SecretTests.prints(order).contains("hunter2"))
    #expect(!SecretTests.prints(order.needs(account: true)).contains("hunter2"))
    #expect(!RequestBody.curl(form).contains("hunter2"))
    #expect(!RequestBody.json(form, secrets: .masked).contains("hunter2"))
    #expect(!String(decoding: RequestBody.urlEncoded(form, secrets: .masked), as: UTF8.self).contains("hunter2"))
    #expect(String(decoding: RequestBody.urlEncoded(form, secrets: .revealed), as: UTF8.self).contains("hunter2"))
  }

  @Test("A password in a field name is not shown")
  func passwordInName() {
    let form = form(["loginPassword:hunter2": "", "loginPassword hunter2": "x"])
    #expect(!SecretTests.prints(form).contains("hunter2"))
    #expect(!SecretTests.prints(form.notes).contains("hunter2"))
  }

  @Test(
    "The rest of a password with an unencoded & is not shown",
    arguments: ["hun&ter2", "hun&ter2=x", "a&ter2&ter2b", "a&ter2=&b"])
  func pieces(_ password: String) throws {
    let form = try OrderForm(urlEncoded: Array("product=24&loginPassword=\(password)&days=365".utf8).span)
    #expect(form[.days] == "365")
    #expect(!SecretTests.prints(form).contains("ter2"))
    #expect(!SecretTests.prints(form.notes).contains("ter2"))
    #expect(!RequestBody.curl(form).contains("ter2"))
    #expect(String(decoding: RequestBody.urlEncoded(form, secrets: .revealed), as: UTF8.self).contains("ter2"))
  }

  @Test(
    "A password in another value is refused and not shown",
    arguments: [
      "loginName=me loginPassword=hunter2 product=7", "loginName=me;loginPassword=hunter2",
      "product=7, login_pw=hunter2",
      "{\"loginName\": \"me\\nloginPassword=hunter2\"}", "product=7\nloginName=me pw=hunter2",
    ])
  func within(_ text: String) throws {
    let error = #expect(throws: OrderFormError.self) { try read(text) }
    #expect(error?.description.contains("looks like a password") == true)
    #expect(error?.description.contains("hunter2") == false)
  }

  @Test("A body written by hand with white space is split into its parameters")
  func handwrittenBody() throws {
    let form = try read("loginName=me&loginPassword=hunter2&product=7&organizationName=Acme Ltd&days=365")
    #expect(form[.loginName] == "me" && form[.organizationName] == "Acme Ltd" && form[.days] == "365")
    #expect(form.loginPassword?.reveal() == "hunter2")
    var setting = OrderForm()
    #expect(throws: OrderFormError.secretInSetting) {
      try setting.apply(setting: "loginName=me\nloginPassword=hunter2")
    }
    #expect(throws: OrderFormError.secretInSetting) { try setting.apply(setting: "loginPw=hunter2") }
  }

  @Test(
    "A parameter of another endpoint after a password is reported by name",
    arguments: [
      ("orderNumber", "CollectSSL"), ("newMethod", "AutoUpdateDCV"), ("showCSR", "DecodeCSR"),
      ("domainName", "GetDCVEmailAddressList"), ("queryType", "CollectSSL"), ("revocationReason", "AutoRevokeSSL"),
      ("exactOrder", "AutoReplaceSSL"), ("ordernumber", "AutoUpdateDCV"), ("showStatusDetails", "GetMDCDomainDetails"),
      ("firstResultNo", "WebHostReport"), ("baseOrderNumber", "ResendDCVEmail"),
    ])
  func otherEndpoints(_ name: String, _ endpoint: String) throws {
    for text in ["loginPassword=hunter2&\(name)=1234567&days=365", "loginPassword=hun&ter2&\(name)=1&days=365"] {
      let form = try OrderForm(urlEncoded: Array(text.utf8).span)
      let note = try #require(form.notes.last)
      guard case .otherEndpoint(name, _, let endpoints, _) = note else {
        Issue.record("\(note)")
        continue
      }
      #expect(endpoints.contains(endpoint))
      #expect(!note.description.contains("***") && !note.description.contains("password"))
      #expect(!SecretTests.prints(form).contains("ter2") && !SecretTests.prints(form.notes).contains("ter2"))
    }
  }

  @Test("The name of another endpoint's parameter without a value stays hidden, since it may end a password")
  func valueless() throws {
    for text in ["loginPassword=x&orderNumber&days=365", "loginPassword=x&fqdn=&days=365"] {
      let form = try OrderForm(urlEncoded: Array(text.utf8).span)
      #expect(form.notes == [.unknownName("***", index: 1, nearest: nil)])
    }
  }

  @Test("A parameter of AutoApplySSL is not reported as another endpoint's", arguments: ParameterName.allCases)
  func ownParameters(_ name: ParameterName) {
    var form = OrderForm()
    form.append(name.spelling, "x")
    #expect(form.notes.isEmpty)
  }

  @Test("A misspelled parameter after a password is reported by name")
  func mistyped() throws {
    let form = try OrderForm(urlEncoded: Array("loginPassword=x&prodcut=24".utf8).span)
    #expect(form.notes == [.unknownName("prodcut", index: 1, nearest: .product)])
  }

  @Test("Other names are not treated as passwords", arguments: ParameterName.allCases)
  func others(_ name: ParameterName) {
    #expect(name.parameter.isSecret == (name == .loginPassword))
    #expect(Secret.isLikely(under: name.spelling) == (name == .loginPassword))
  }

  @Test("An order shows a given password as three asterisks")
  func given() {
    let order = order(["loginPassword": "hunter2"])
    #expect(order[.loginPassword].value == "***")
    #expect(order[.loginPassword].isGiven)
    #expect(order.form[.loginPassword] == nil)
    #expect(order.form.loginPassword?.reveal() == "hunter2")
    #expect(!AutoApplySSLTests.order(["loginPassword": ""])[.loginPassword].isGiven)
  }

  @Test("A password keeps its spaces in the line notation")
  func spaces() throws {
    #expect(try read("loginPassword= a b \n").loginPassword?.reveal() == " a b ")
  }
}
