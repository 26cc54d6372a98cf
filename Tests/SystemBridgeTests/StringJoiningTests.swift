// SPDX-License-Identifier: Apache-2.0
import SystemBridge
import Testing

@Suite struct StringJoiningTests {
  @Test(arguments: ["", "a", "a text of more than fifteen bytes", "ümläut und 中文", "e", "\u{301}", "\0"])
  func `Texts stand one behind the other, whatever their length and script`(_ text: String) {
    #expect(String(joining: text, "-").utf8.elementsEqual((text + "-").utf8))
    #expect(String(joining: "-", text).utf8.elementsEqual(("-" + text).utf8))
    #expect(String(joining: text, text, text, text, text).utf8.elementsEqual((text + text + text + text + text).utf8))
  }
}
