// SPDX-License-Identifier: Apache-2.0

import AutoApplySSL
import Testing

@Suite("API responses")
struct ResponseTests {
  static func decode(_ text: String, _ order: OrderForm? = nil) throws(OrderResponseError) -> OrderResponse {
    try OrderResponse(decoding: Array(text.utf8), answering: order)
  }

  @Test("The reference's samples are decoded")
  func samples() throws {
    let success = try ResponseTests.decode(
      "errorCode=0&orderNumber=8436698&totalCost=100.00&expectedDeliveryTime=48&uniqueValue=oDA7uXM0")
    #expect(success.isSuccess && success.error == nil)
    #expect(success.orderNumber == "8436698" && success.totalCost == "100.00")
    #expect(success.expectedDeliveryTime == 48 && success.uniqueValue == "oDA7uXM0")
    let failure = try ResponseTests.decode(
      "errorCode=-4&errorMessage=The+value+of+the+%27appRepEmailAddress%27+argument+is+invalid%21"
        + "&errorDetail=Invalid+Internet+TLD"
    )
    #expect(failure.errorMessage == "The value of the 'appRepEmailAddress' argument is invalid!")
    #expect(failure.errorDetail == "Invalid Internet TLD")
    #expect(failure.errorItem == nil && failure.item == "appRepEmailAddress")
    #expect(failure.explanation.contains("Invalid Internet TLD"))
    #expect(failure.explanation.contains("mail address"))
  }

  @Test(
    "A unique value from the CA is distinguished from a status",
    arguments: ["oDA7uXM0", "aHXEOOEh", "b6gnGbHI", "0466b86ba44e"])
  func uniqueValue(_ value: String) throws {
    #expect(try ResponseTests.decode("0\n8436698\n100.00\n48\n\(value)\n").uniqueValue == value)
    #expect(try ResponseTests.decode("0\n8436698\n100.00\n48\n12345678\n\(value)\n").uniqueValue == value)
    #expect(try ResponseTests.decode("0\n8436698\n100.00\n48\nIssued\n").certificateStatus == "Issued")
  }

  @Test(
    "The message distinguishes the three errors with code -121",
    arguments: [(String?, OrderErrorName)]([
      ("Wrong format of \u{2018}ncaIdentifier\u{2019} identifier.", OrderErrorName.identifierFormat),
      ("Wrong country code value in 'ncaIdentifier' identifier.", .identifierCountry),
      (
        "\u{201C}TAX\u{201D} value is deprecated. The value \u{201C}TIN\u{201D} should be used instead\u{2019}",
        .taxDeprecated
      ),
      ("something else", .identifierFormat), (nil, .identifierFormat),
    ]))
  func identifier(_ message: String?, _ name: OrderErrorName) {
    #expect(ErrorCatalog.error(-121, message: message)?.name == name)
  }

  @Test("Responses are encoded as in the API's samples")
  func written() {
    var success = OrderResponse(errorCode: 0)
    success.orderNumber = "8436698"
    success.totalCost = "100.00"
    success.expectedDeliveryTime = 48
    success.uniqueValue = "oDA7uXM0"
    #expect(
      String(decoding: success.encoded(.urlEncoded), as: UTF8.self)
        == "errorCode=0&orderNumber=8436698&totalCost=100.00&expectedDeliveryTime=48&uniqueValue=oDA7uXM0")
    #expect(String(decoding: success.encoded(.lines), as: UTF8.self) == "0\n8436698\n100.00\n48\noDA7uXM0\n")
    let failure = OrderResponse(.invalidArgument, item: nil, detail: "Invalid Internet TLD")
    #expect(failure.errorCode == -4)
    let item = OrderResponse(.missingArgument, item: "postalCode")
    #expect(
      String(decoding: item.encoded(.urlEncoded), as: UTF8.self)
        == "errorCode=-3&errorMessage=The+%27postalCode%27+argument+is+missing%21&errorItem=postalCode")
    #expect(String(decoding: item.encoded(.lines), as: UTF8.self) == "-3\nThe 'postalCode' argument is missing!\n")
  }

  @Test("The order determines the meaning of lines after the fourth")
  func linesByOrder() throws {
    let both = form(["showCertificateID": "Y", "showCertificateState": "Y"])
    let first = try ResponseTests.decode("0\n1\n20.00\n1\n12345\nIssued\nabc1\n", both)
    #expect(first.certificateID == "12345" && first.certificateStatus == "Issued" && first.uniqueValue == "abc1")
    let number = try ResponseTests.decode("0\n1\n20.00\n1\n12345", form(["showCertificateID": "Y"]))
    #expect(number.certificateID == "12345" && number.uniqueValue == nil)
    let unique = try ResponseTests.decode("0\n1\n20.00\n1\n12345", OrderForm())
    #expect(unique.certificateID == nil && unique.uniqueValue == "12345")
  }

  @Test(
    "Without the order, the content determines the meaning of these lines",
    arguments: [
      ("TnerFu0d", nil, nil, "TnerFu0d"), ("12345678", "12345678", nil, nil), ("Pending", nil, "Pending", nil),
      ("12345\nTnerFu0d", "12345", nil, "TnerFu0d"), ("12345\nIssued", "12345", "Issued", nil),
      ("Issued\nTnerFu0d", nil, "Issued", "TnerFu0d"), ("\n\nTnerFu0d", nil, nil, "TnerFu0d"),
      ("1\nIssued\nTnerFu0d", "1", "Issued", "TnerFu0d"),
    ] as [(String, String?, String?, String?)])
  func linesByLook(_ tail: String, _ number: String?, _ state: String?, _ unique: String?) throws {
    let response = try ResponseTests.decode("0\n1\n20.00\n48\n\(tail)\n")
    #expect(response.certificateID == number)
    #expect(response.certificateStatus == state)
    #expect(response.uniqueValue == unique)
  }

  @Test("An error in the line format can have other line endings and additional lines")
  func errorLines() throws {
    let response = try ResponseTests.decode("\u{FEFF}-3\r\nThe 'days' argument is missing!\r\nmore\r\n")
    #expect(response.errorCode == -3)
    #expect(response.item == "days")
    #expect(response.unknownFields == [.init(name: "line 3", value: "more")])
    #expect(try ResponseTests.decode("-14").errorMessage == nil)
  }

  @Test("Unknown codes and fields are preserved and explained")
  func unknown() throws {
    let response = try ResponseTests.decode(
      "errorCode=-999&errorMessage=New%21&colour=red&orderNumber=1&orderNumber=2&expectedDeliveryTime=soon")
    #expect(response.error == nil)
    #expect(response.explanation.contains("-999"))
    #expect(response.unknownFields.map(\.name) == ["colour", "orderNumber", "expectedDeliveryTime"])
    #expect(response.orderNumber == "1")
  }

  @Test(
    "Input that is not a response is reported",
    arguments: [
      ("", OrderResponseError.empty), (" \r\n", .empty), ("<!DOCTYPE html><html>", .webPage), ("hello", .noStatusCode),
      ("errorCode=x", .noStatusCode), ("orderNumber=1", .noStatusCode), ("0x10", .noStatusCode),
      ("errorCode=-4&errorMessage=%", .invalidPercent(offset: 26)),
    ])
  func faults(_ text: String, _ fault: OrderResponseError) {
    #expect(throws: fault) { try ResponseTests.decode(text) }
    #expect(!fault.description.isEmpty)
  }

  @Test("Every error in the catalog is explained with the next step", arguments: OrderErrorName.allCases)
  func explanations(_ name: OrderErrorName) {
    let response = OrderResponse(name, item: "days")
    #expect(response.error?.name == name)
    #expect(response.explanation.contains(name.error.nextStep))
    #expect(response.item == "days")
  }

  @Test("A success is explained", arguments: [(0, 48), (0, 1), (1, 240), (0, 0), (0, 24), (0, 5)])
  func success(_ code: Int, _ hours: Int) {
    var response = OrderResponse(errorCode: code)
    response.orderNumber = "77"
    response.totalCost = "9.00"
    response.expectedDeliveryTime = hours
    #expect(response.explanation.hasPrefix("Order 77 was placed"))
    #expect(response.explanation.contains("9.00"))
  }

  @Test("Both formats round-trip", arguments: 0..<300)
  func roundTrip(_ seed: UInt64) throws {
    var dice = Dice(seed)
    var response = OrderResponse(errorCode: Int.random(in: -130...1, using: &dice))
    var asked = OrderForm()
    if response.isSuccess {
      response.orderNumber = String(Int.random(in: 1...999_999, using: &dice))
      response.totalCost = "\(Int.random(in: 0...999, using: &dice)).00"
      response.expectedDeliveryTime = [0, 1, 24, 48, 240].randomElement(using: &dice)
      if Bool.random(using: &dice) {
        asked.append("showCertificateID", "Y")
        response.certificateID = "123456"
      }
      if Bool.random(using: &dice) {
        asked.append("showCertificateState", "Y")
        response.certificateStatus = "Awaiting validation"
      }
      response.uniqueValue = [nil, "a1B2", "99"].randomElement(using: &dice) ?? nil
    } else {
      response.errorMessage = "it's \(seed) & more"
    }
    #expect(try OrderResponse(decoding: response.encoded(.lines), answering: asked) == response)
    if !response.isSuccess {
      response.errorItem = dice.text(6)
      response.errorDetail = dice.text(6)
      response.unknownFields = [.init(name: "extra", value: dice.text(6))]
    }
    #expect(try OrderResponse(decoding: response.encoded(.urlEncoded)) == response)
  }

  @Test("A line break in a message cannot forge a line")
  func lineBreaks() {
    var response = OrderResponse(errorCode: -4)
    response.errorMessage = "a\r\nb\u{2028}c"
    #expect(String(decoding: response.encoded(.lines), as: UTF8.self) == "-4\na b c\n")
  }
}
