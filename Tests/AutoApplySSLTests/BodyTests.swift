// SPDX-License-Identifier: Apache-2.0

import AutoApplySSL
import Foundation
import Testing

@Suite("Request bodies")
struct BodyTests {
  static func random(_ seed: UInt64) -> OrderForm {
    var dice = Dice(seed)
    var form = OrderForm()
    for _ in 0..<Int.random(in: 1...12, using: &dice) {
      let name = ParameterName.allCases.randomElement(using: &dice)?.spelling ?? "csr"
      let isUnknown = Int.random(in: 0...4, using: &dice) == 0
      form.append(isUnknown ? dice.text(4) : name, dice.text(Int.random(in: 0...40, using: &dice)))
    }
    return form
  }

  @Test("A body round-trips", arguments: 0..<500)
  func roundTrip(_ seed: UInt64) throws {
    let form = BodyTests.random(seed).inAPIOrder
    let body = RequestBody.urlEncoded(form, secrets: .revealed)
    #expect(try OrderForm(urlEncoded: body.span) == form)
    #expect(OrderFormNotation.of(body.span) == .urlEncoded)
    #expect(try OrderForm(reading: body.span) == form)
    let json = RequestBody.json(form, secrets: .revealed)
    #expect(try OrderForm(reading: Array(json.utf8).span) == form)
  }

  @Test("A body contains only characters that no HTTP stack changes", arguments: 0..<50)
  func charset(_ seed: UInt64) {
    let body = RequestBody.urlEncoded(BodyTests.random(seed), secrets: .revealed)
    let allowed = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~%=&".utf8)
    #expect(body.allSatisfy(allowed.contains))
  }

  @Test("Plus signs in a CSR are preserved")
  func plus() throws {
    let form = form(["csr": "-----BEGIN CERTIFICATE REQUEST-----\nAB+/==\n", "product": "24"])
    let body = String(decoding: RequestBody.urlEncoded(form, secrets: .masked), as: UTF8.self)
    #expect(body == "product=24&csr=-----BEGIN%20CERTIFICATE%20REQUEST-----%0AAB%2B%2F%3D%3D%0A")
  }

  @Test("No input makes the parsers trap", arguments: 0..<300)
  func anyBytes(_ seed: UInt64) {
    var dice = Dice(seed)
    let pool = Array("%%4aF=&+ \n{\"csr:}-#\u{80}".utf8) + [0xFF, 0xC3]
    let bytes = (0..<40).compactMap { _ in pool.randomElement(using: &dice) }
    _ = try? OrderForm(reading: bytes.span)
    _ = try? OrderForm(urlEncoded: bytes.span)
    _ = try? OrderForm(lines: bytes.span)
    _ = try? OrderResponse(decoding: bytes)
  }

  @Test("The curl command quotes for the shell and masks the password")
  func curl() {
    let text = RequestBody.curl(
      form(["organizationName": "O'Neil & $(x) `y` \"z\"", "loginPassword": "hunter2", "a b": "1"]))
    #expect(
      text == """
        curl --request POST 'https://secure.trust-provider.com/products/!AutoApplySSL' \\
          --data-urlencode 'loginPassword=***' \\
          --data-urlencode 'organizationName=O'\\''Neil & $(x) `y` "z"' \\
          --data-urlencode 'a%20b=1'

        """)
  }

  @Test("A POSIX shell passes the fields to curl unchanged", arguments: 0..<12)
  func shell(_ seed: UInt64) throws {
    // Shell words cannot contain NUL; an order with one is refused anyway.
    let form = BodyTests.random(seed).inAPIOrder
    var clean = OrderForm()
    for field in form.fields { clean.append(field.name, (field.value.text ?? "").replacing("\0", with: "")) }
    let script = "curl() { for word in \"$@\"; do printf '%s\\0' \"$word\"; done; }\n" + RequestBody.curl(clean)
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", script]
    let output = Pipe()
    shell.standardOutput = output
    try shell.run()
    let words = try #require(try output.fileHandleForReading.readToEnd()).split(
      separator: 0, omittingEmptySubsequences: false)
    shell.waitUntilExit()
    let given = stride(from: 4, to: words.count, by: 2).map { String(decoding: words[$0], as: UTF8.self) }
    let expected = clean.fields.map { field in
      "\(field.shownName.addingPercentEncoding(withAllowedCharacters: BodyTests.unreserved) ?? "")=\(field.shownValue)"
    }
    #expect(given == expected)
  }

  private static let unreserved = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

  @Test("JSON has one member per line, and an empty form is an empty object")
  func json() {
    let text = RequestBody.json(form(["days": "365", "product": "24", "loginPassword": "x"]), secrets: .masked)
    #expect(text == "{\n  \"loginPassword\": \"***\",\n  \"product\": \"24\",\n  \"days\": \"365\"\n}\n")
    #expect(RequestBody.json(OrderForm(), secrets: .masked) == "{}\n")
  }

  @Test("Foundation's JSON decoder agrees", arguments: 0..<50)
  func foundation(_ seed: UInt64) throws {
    var dice = Dice(seed)
    let text = dice.text(30).replacing("\u{FEFF}", with: "")
    let json = RequestBody.json(form(["organizationName": text]), secrets: .masked)
    let read = try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
    #expect(read["organizationName"].map { Array($0.utf8) } == Array(text.utf8))
  }
}
