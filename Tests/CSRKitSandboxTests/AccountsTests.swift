// SPDX-License-Identifier: Apache-2.0
import CSRKitSandbox
import Testing

@Suite struct AccountsTests {
  private static let hash = "scrypt$10$8$1$00$" + String(repeating: "00", count: 32)

  @Test func `An accounts file is parsed`() throws {
    let json = """
      {"accounts":[{"loginName":"a","passwordHash":"\(Self.hash)","credit":"100.00","price":"9.5","prices":{"488":"1"},
      "payment":"takenByCA","isLocked":true},{"loginName":"b","passwordHash":"\(Self.hash)"}]}
      """
    _ = try Accounts(json: Array(json.utf8))
  }

  @Test(arguments: [
    ("{}", "accounts is missing"), ("[", "it is not JSON"),
    (#"{"accounts":[{"loginName":"a"}]}"#, "accounts[0]: passwordHash is missing"),
    (#"{"accounts":[{"loginName":"a","passwordHash":"hunter2"}]}"#, "accounts[0].passwordHash"),
    (#"{"accounts":[{"loginName":"a","passwordHash":"HASH","credit":"1,5"}]}"#, "is not an amount such as 12.50"),
    (#"{"accounts":[{"loginName":"a","passwordHash":"HASH","payment":"later"}]}"#, "accounts[0].payment"),
    (#"{"accounts":[{"loginName":"a","passwordHash":"HASH","prices":{"x":"1"}}]}"#, "x is not a product code"),
    (#"{"accounts":[{"loginName":"","passwordHash":"HASH"}]}"#, "cannot name an account"),
    (
      #"{"accounts":[{"loginName":"a","passwordHash":"HASH"},{"loginName":"a","passwordHash":"HASH"}]}"#,
      "two accounts are named"
    ),
  ])
  func `An invalid file is refused with the place, and without its password hashes`(
    _ json: String, _ said: String
  ) {
    let error = #expect(throws: AccountsError.self) {
      try Accounts(json: Array(json.replacing("HASH", with: Self.hash).utf8))
    }
    #expect(error?.description.contains(said) == true, "\(error?.description ?? "")")
    #expect(error?.description.contains("hunter2") == false)
  }

  @Test(arguments: [
    ("0", 0), ("12", 1200), ("12.5", 1250), ("12.05", 1205), ("999999999999.99", 99_999_999_999_999),
  ])
  func `An amount is read to the hundredth`(_ text: String, _ hundredths: Int) {
    #expect(Money(text)?.hundredths == hundredths)
  }

  @Test(arguments: ["", ".", "1.", ".5", "1.234", "-1", "1,5", "1e3", "1234567890123"])
  func `What is not an amount is refused`(_ text: String) { #expect(Money(text) == nil) }

  @Test func `An amount is written with two digits`() {
    #expect([0, 5, 1250].map { Money(hundredths: $0).text } == ["0.00", "0.05", "12.50"])
  }
}
