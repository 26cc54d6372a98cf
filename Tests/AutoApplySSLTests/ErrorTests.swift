// SPDX-License-Identifier: Apache-2.0

import AutoApplySSL
import Testing

@Suite("Errors")
struct ErrorTests {
  @Test("A row's index is its name, and -121 has three rows")
  func rows() {
    for name in OrderErrorName.allCases { #expect(name.error.name == name) }
    #expect(ErrorCatalog.all.count == OrderErrorName.allCases.count)
    #expect(ErrorCatalog.errors(-121).count == 3)
    #expect(ErrorCatalog.errors(-22).isEmpty)
  }

  @Test("Every row has an explanation and a next step")
  func words() {
    for row in ErrorCatalog.all {
      #expect(row.explanation.hasSuffix(".") && row.nextStep.hasSuffix("."))
      #expect(!row.template.unicodeScalars.contains { $0.value > 0x7E })
    }
  }

  @Test(
    "The item is inserted into the message and extracted from it",
    arguments: [
      (OrderErrorName.missingArgument, "streetAddress1", "The 'streetAddress1' argument is missing!"),
      (.unrecognisedArgument, "it's", "'it's' is an unrecognised argument!"),
      (.invalidCountry, "UK", "'UK' is not a valid ISO-3166 country!"),
      (.voucherDenied, "V1", "Permission denied for using \"voucher\" with 'V1'"),
      (.identifierFormat, "nca", "Wrong format of 'nca' identifier."),
      (.notApplicable, "", "'' is not applicable to this order!"),
    ])
  func items(_ name: OrderErrorName, _ item: String, _ message: String) {
    #expect(name.error.message(item: item) == message)
    #expect(name.error.item(in: message) == item)
  }

  @Test("A message that does not match has no item")
  func noItem() {
    #expect(OrderErrorName.missingArgument.error.item(in: "The 'x' argument is wrong!") == nil)
    #expect(OrderErrorName.missingArgument.error.item(in: "The '") == nil)
    #expect(OrderErrorName.missingField.error.item(in: "The CSR is missing a required field!") == nil)
    #expect(OrderErrorName.missingField.error.message(item: "x") == "The CSR is missing a required field!")
    #expect(OrderErrorName.nameHasInvalidCharacter.error.item(in: "'x'") == nil)
  }

  @Test("The precedence contains every error once")
  func order() {
    #expect(ErrorPrecedence.stages.joined().count == OrderErrorName.allCases.count)
    #expect(Set(ErrorPrecedence.stages.joined()) == Set(OrderErrorName.allCases))
    #expect(ErrorPrecedence.certainty == .inferred)
  }

  @Test("The stages follow the inferred order of the CA's checks")
  func stages() {
    let codes = ErrorPrecedence.stages.map { $0.map(\.code) }
    #expect(
      codes == [
        [-17, -1], [-2, -3, -4], [-16], [-91, -90], [-83], [-120, -121, -121, -121], [-9], [-10], [-11], [-41, -13],
        [-12],
        [-40], [-8], [-7], [-24, -23, -5, -6, -25, -18, -19, -35], [-55], [-15], [-14],
      ])
  }

  @Test(
    "The error of the earlier check is returned",
    arguments: [
      ([OrderErrorName.compromisedKey, .missingArgument], OrderErrorName.missingArgument),
      ([.ipAddress, .cannotDecode], .cannotDecode), ([.tokenNotUnique, .invalidCountry], .invalidCountry),
      ([.notEnoughCredit, .tokenNotUnique], .tokenNotUnique), ([.ipAddress, .wildcardRequired], .wildcardRequired),
    ])
  func first(_ names: [OrderErrorName], _ expected: OrderErrorName) {
    #expect(ErrorPrecedence.first(of: names) == expected)
    #expect(ErrorPrecedence.first(of: names.reversed()) == expected)
  }

  @Test("Messages known only from DecodeCSR's clients are inferred, the others are documented")
  func wording() {
    let inferred = ErrorCatalog.all.filter { $0.messageCertainty == .inferred }.map(\.code)
    #expect(inferred == [-23, -24, -25, -41])
  }

  @Test("Errors about the account and the connection are known only to the CA")
  func knowable() {
    let codes = ErrorCatalog.all.filter { $0.knowable == .onlyByCA }.map(\.code)
    #expect(codes == [-1, -14, -15, -16, -17, -90, -91])
    #expect(ErrorCatalog.all.filter { $0.knowable == .withLedger }.map(\.code) == [-55])
  }
}
