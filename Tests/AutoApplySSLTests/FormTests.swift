// SPDX-License-Identifier: Apache-2.0

import AutoApplySSL
import CSRKitBase
import Testing

@Suite("Order forms")
struct FormTests {
  @Test(
    "The notation is detected from the content",
    arguments: [
      (" {\"days\":1}", OrderFormNotation.json), ("[]", .json), ("a=1&b=2", .urlEncoded), ("a=1&b=2\n", .urlEncoded),
      ("a=b c&days=2", .urlEncoded), ("a=b c&d=2", .lines),
      ("a=x%20y", .urlEncoded), ("a=x y", .lines), ("a=1\nb=2", .lines), ("", .lines), ("# note\na=1", .lines),
    ])
  func notation(_ text: String, _ expected: OrderFormNotation) {
    #expect(OrderFormNotation.of(Array(text.utf8).span) == expected)
  }

  @Test("The three notations of an order yield the same form")
  func sameForm() throws {
    let json = try read(#"{"product": 24, "organizationName": "A & B+C\u00e4", "test": true, "days": null}"#)
    let encoded = try read("product=24&organizationName=A+%26+B%2BC%C3%A4&test=Y")
    let lines = try read("# an order\nproduct = 24\r\n\norganizationName= A & B+Cä \ntest=Y\n")
    #expect(json == encoded)
    #expect(json == lines)
    #expect(json[.organizationName] == "A & B+Cä")
  }

  @Test("Only a list parameter can be a JSON array")
  func arrays() throws {
    let form = try read(#"{"domainNames": ["a.example", "b.example"], "product": [24, 36]}"#)
    #expect(form[.domainNames] == "a.example,b.example")
    #expect(form[.product] == "24,36")
    #expect(throws: OrderFormError.unsupportedValue(offset: 21, parameter: .organizationName)) {
      try read(#"{"organizationName": ["a"]}"#)
    }
    #expect(throws: OrderFormError.noObject) { try read("[]") }
    #expect(throws: OrderFormError.unsupportedValue(offset: 9, parameter: .test)) { try read(#"{"test": {}}"#) }
  }

  @Test("The CSR in the line notation continues to its last line")
  func requestInLines() throws {
    let request = "-----BEGIN CERTIFICATE REQUEST-----\nMIIC+/8=\nAB==\n-----END CERTIFICATE REQUEST-----"
    let form = try read("product=24\ncsr=\(request)\ndays=365\n")
    #expect(form[.csr] == request)
    #expect(form[.days] == "365")
    #expect(try read("csr=MIIC\nabcd+/\nxyz=\ntest=Y")[.csr] == "MIIC\nabcd+/\nxyz=")
    #expect(try read("csr=\n\(request)\n\ntest=Y")[.csr] == request)
  }

  @Test(
    "A fault has its position but no content",
    arguments: [
      ("", OrderFormError.empty), (" \n ", .empty), ("{\"a\":1", .json(.unexpectedEnd(offset: 6))),
      ("a=%4", .invalidPercent(offset: 2)), ("a=1&b=%zz", .invalidPercent(offset: 6)),
      ("a=1&bc=%FF", .invalidUTF8(offset: 7)), ("a=1\nloginPassword: hunter2", .lineWithoutName(line: 2, offset: 4)),
      ("loginPassword: hunter2=\n", .lineWithoutName(line: 1, offset: 0)),
      ("=x y", .lineWithoutName(line: 1, offset: 0)),
    ])
  func faults(_ text: String, _ fault: OrderFormError) {
    let error = #expect(throws: fault) { try read(text) }
    #expect(error?.description.contains("hunter2") == false)
  }

  @Test("A setting replaces all fields with its name")
  func settings() throws {
    var form = form(["days": "365", "test": "Y", "days": "730", "semanticsIdentifier": "a"])
    try form.apply(setting: "days=90")
    try form.apply(setting: "organizationName=A=B")
    try form.apply(setting: "personalIdentifier=b")
    #expect(form.description == "days=90\ntest=Y\npersonalIdentifier=b\norganizationName=A=B")
    #expect(throws: OrderFormError.settingWithoutName) { try form.apply(setting: "=x") }
    #expect(throws: OrderFormError.settingWithoutName) { try form.apply(setting: "days") }
    #expect(throws: OrderFormError.secretInSetting) { try form.apply(setting: "loginPassword=hunter2") }
  }

  @Test("Unknown, repeated, miscapitalized and old names are reported")
  func notes() throws {
    let form = form([
      "product": "24", "product": "35", "Days": "1", "organisationName": "x", "voucher": "1",
      "semanticsIdentifier": "a", "days": "1", "days": "1",
    ])
    #expect(
      form.notes == [
        .duplicate("product", first: 0, index: 1, isSameValue: false),
        .wrongCase("Days", index: 2, parameter: .days),
        .unknownName("organisationName", index: 3, nearest: .organizationName),
        .unknownName("voucher", index: 4, nearest: nil),
        .synonym("semanticsIdentifier", index: 5, parameter: .personalIdentifier),
        .duplicate("days", first: 6, index: 7, isSameValue: true),
      ])
    #expect(form[.product] == "24")
  }

  @Test("An exact spelling takes precedence over a synonym")
  func synonym() {
    #expect(form(["semanticsIdentifier": "a", "personalIdentifier": "b"])[.personalIdentifier] == "b")
    #expect(form(["semanticsIdentifier": "a"])[.personalIdentifier] == "a")
  }

  @Test("A form with only unknown names is checked with bounded work")
  func manyUnknown() {
    var form = OrderForm()
    for number in 0..<20_000 { form.append("organisationName\(number)", "") }
    #expect(form.notes.count == 20_000)
  }

  @Test("Fields are sorted in the order of the reference, unknown ones last")
  func apiOrder() {
    let names = form(["zeta": "", "days": "", "loginName": "", "alpha": "", "csr": ""]).inAPIOrder.fields.map(\.name)
    #expect(names == ["loginName", "days", "csr", "zeta", "alpha"])
  }
}
