// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import Testing

@Suite struct UniqueValueTests {
  @Test(arguments: ["a", "oDA7uXM0", "0466b86ba44e6ba5607a", "ZZZZZZZZZZZZZZZZZZZZ"])
  func `Up to twenty letters and digits are accepted unchanged`(text: String) throws {
    #expect(try UniqueValue(text).text == text)
  }

  @Test
  func `Other values are refused with the position of the fault`() {
    #expect(throws: UniqueValueError.empty) { try UniqueValue("") }
    #expect(throws: UniqueValueError.tooLong(length: 21)) { try UniqueValue(String(repeating: "a", count: 21)) }
    #expect(throws: UniqueValueError.character("-", offset: 1)) { try UniqueValue("a-b") }
    #expect(throws: UniqueValueError.character("\n", offset: 2)) { try UniqueValue("ab\n") }
    #expect(throws: UniqueValueError.character("\u{E9}", offset: 0)) { try UniqueValue("\u{E9}") }
    #expect(throws: UniqueValueError.character("\u{FF11}", offset: 0)) { try UniqueValue("\u{FF11}") }
  }

  @Test
  func `Random values look like those of the API and do not repeat`() throws {
    let values = (0..<2000).map { _ in UniqueValue.random() }
    #expect(Set(values).count == 2000)
    for value in values {
      #expect(value.text.utf8.count == 8)
      #expect(throws: Never.self) { try UniqueValue(value.text) }
    }
  }

  @Test(arguments: [
    (3, false, [ReuseRemedy.uniqueValue, .freshKey, .nameOrder, .challengePassword]),
    (1, false, [.uniqueValue, .freshKey, .challengePassword]),
    (0, false, [.uniqueValue, .freshKey, .challengePassword]),
    (3, true, [.freshKey]),
  ])
  func `The key and the names determine which remedies apply`(
    names: Int, isUnfit: Bool, fitting: [ReuseRemedy]
  ) {
    let situation = ReuseRemedy.Situation(nameCount: names, hasChallengePassword: false, keyIsUnfit: isUnfit)
    #expect(ReuseRemedy.fitting(situation) == fitting)
    for way in ReuseRemedy.allCases where !fitting.contains(way) {
      #expect(way.obstacle(situation)?.isEmpty == false)
    }
  }

  @Test
  func `An existing challenge password must be replaced by another one`() {
    let plain = ReuseRemedy.Situation(nameCount: 1, hasChallengePassword: false, keyIsUnfit: false)
    let marked = ReuseRemedy.Situation(nameCount: 1, hasChallengePassword: true, keyIsUnfit: false)
    #expect(ReuseRemedy.challengePassword.advice(plain).contains("and a challengePassword"))
    #expect(ReuseRemedy.challengePassword.advice(marked).contains("and another challengePassword"))
  }
}
