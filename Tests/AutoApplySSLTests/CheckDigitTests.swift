// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import Testing

@Suite struct CheckDigitTests {
  /// Numbers that their countries or national standards publish as examples, or that are public.
  static let numbers: [(country: String, number: String)] = [
    ("AT", "U13585627"), ("BE", "0876866142"), ("BG", "175074752"), ("CH", "100155212"), ("CY", "10259033P"),
    ("CZ", "25123891"), ("DE", "136695976"), ("DK", "13585628"), ("EE", "100931558"), ("EL", "094259216"),
    ("ES", "B58378431"), ("ES", "54362315K"), ("ES", "X2482300W"), ("FI", "20774740"), ("FR", "40303265045"),
    ("GB", "980780684"), ("HR", "33392005961"), ("HU", "12892312"), ("IE", "6433435F"), ("IT", "00743110157"),
    ("LT", "119511515"), ("LT", "100001919017"), ("LU", "15027442"), ("LV", "40003521600"), ("MT", "11679112"),
    ("NL", "004495445B01"), ("NL", "002455799B11"), ("NO", "995525828"), ("PL", "8567346215"), ("PT", "501964843"),
    ("RO", "18547290"), ("SE", "123456789701"), ("SI", "50223054"), ("SK", "2022749619"), ("XI", "980780684"),
  ]

  @Test(arguments: numbers)
  func `A VAT number is valid, and invalid with another digit`(_ country: String, _ number: String) throws {
    #expect(VATNumber.isValid(number, country: country) == true)
    let octets = Array(number.utf8)
    // The digits before the check digits; the last ones of some countries only count branches.
    let place = try #require(octets.indices.dropFirst(2).first { (0x30...0x39).contains(octets[$0]) })
    var other = octets
    other[place] = octets[place] == 0x39 ? 0x30 : octets[place] + 1
    #expect(VATNumber.isValid(String(decoding: other, as: UTF8.self), country: country) == false)
  }

  @Test(arguments: [
    ("BE", "BE 0876.866.142"), ("CH", "CHE-100.155.212 MWST"), ("NO", "995 525 828 MVA"), ("GR", "EL094259216"),
    ("AT", "atu13585627"),
  ])
  func `A VAT number may have its country, separators and a suffix`(_ country: String, _ number: String) {
    #expect(VATNumber.isValid(number, country: country) == true)
  }

  @Test(arguments: [
    ("US", "123456789"), ("BE", "12345"), ("BE", ""), ("FR", "K7399859412"), ("LV", "16117519997"),
    ("DE", String(repeating: "1", count: 1000)),
  ])
  func `A number without a known check is not judged`(_ country: String, _ number: String) {
    #expect(VATNumber.isValid(number, country: country) == nil)
  }

  @Test func `The check digits of Legal Entity Identifiers are verified`() {
    #expect(CheckDigits.isValidLEI("5493001KJTIIGC8Y1R12"))
    #expect(!CheckDigits.isValidLEI("5493001KJTIIGC8Y1R13"))
    #expect(!CheckDigits.isValidLEI("5493001KJTIIGC8Y1R21"))
    #expect(!CheckDigits.isValidLEI("5493001KJTIIGC8Y1R1"))
    #expect(!CheckDigits.isValidLEI("5493001kjtiigc8y1r12"))
  }
}
