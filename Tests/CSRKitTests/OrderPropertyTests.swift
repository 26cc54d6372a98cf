// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKit
import CSRKitBase
import PKCS10
import Preflight
import Testing

/// Properties of merging and of order bodies, with random forms and requests.
@Suite struct OrderPropertyTests {
  private let merged = ParameterName.allCases.filter {
    $0 >= .organizationName && $0 <= .countryName
  }

  /// A random form and request, whose values name their origin.
  private func order(_ dice: inout SplitMix, mode: String) -> EffectiveOrder {
    var form = OrderForm()
    form.append("product", "7")
    form.append("prioritiseCSRValues", mode)
    var request = RequestValues(commonNames: ["shop.fjord.no"])
    for name in merged where dice.coin() { form.append(name.spelling, "form \(name.rawValue)") }
    if dice.coin() { request.organizationName = "request" }
    if dice.coin() { request.organizationalUnitName = "request" }
    if dice.coin() { request.postOfficeBox = "request" }
    request.streetAddress = (0..<Int(dice.next() % 5)).map { "request \($0)" }
    if dice.coin() { request.localityName = "request" }
    if dice.coin() { request.stateOrProvinceName = "request" }
    if dice.coin() { request.postalCode = "request" }
    if dice.coin() { request.countryName = "re" }
    return EffectiveOrder(form: form, request: request)
  }

  @Test func `Mode C uses no parameter, and mode P no value of the request`() {
    var dice = SplitMix(1)
    for _ in 0..<500 {
      #expect(!order(&dice, mode: "C").fields.contains { $0.value?.hasPrefix("fo") == true })
      #expect(!order(&dice, mode: "P").fields.contains { $0.value?.hasPrefix("re") == true })
    }
  }

  @Test func `Modes Y and N differ exactly for fields with both values`() {
    for seed in 0..<500 as Range<UInt64> {
      var (one, two) = (SplitMix(seed), SplitMix(seed))
      let (preferring, other) = (order(&one, mode: "Y"), order(&two, mode: "N"))
      for (left, right) in zip(preferring.fields, other.fields) {
        #expect((left.value != right.value) == (left.csr != nil && left.parameter != nil))
      }
    }
  }

  @Test func `The short accessors return the values of the field`() {
    var dice = SplitMix(3)
    for mode in ["Y", "N", "P", "C", "y"] {
      for _ in 0..<50 {
        let order = order(&dice, mode: mode)
        for name in ParameterName.allCases {
          #expect(order.value(name) == order[name].value)
          #expect(order.isGiven(name) == order[name].isGiven)
        }
      }
    }
  }

  @Test(arguments: ["Y", "N", "P", "C"])
  func `A value in both request and form is hidden in no mode`(mode: String) throws {
    let inspector = Inspector()
    let report = try #require(
      inspector.inspect(Shared.vector("readme/shop.example.com.txt"), on: CalendarDate(2026, 11, 23)).requests.first)
    let isHidden = { (name: String) in
      var form = OrderForm()
      for (name, text) in [("product", "7"), ("prioritiseCSRValues", mode), ("organizationName", name)] {
        form.append(name, text)
      }
      let found = inspector.check(
        report, for: OrderQuestion(form: form, isComplete: false), on: CalendarDate(2026, 11, 23)
      ).findings
      return found.contains { $0.rule.id == "merge.hidden-value" && $0.field == "organizationName" }
    }
    #expect(!isHidden("Fjord Hosting AS"))
    #expect(isHidden("Another AS"))
  }

  @Test func `A prepared body can be read back`() throws {
    var dice = SplitMix(7)
    let inspector = Inspector()
    let request = try Shared.vector("requests/keys/rsa-2048.der")
    let report = try #require(inspector.inspect(request, on: CalendarDate(2026, 11, 23)).requests.first)
    for _ in 0..<200 {
      var form = OrderForm()
      for name in ParameterName.allCases where name != .csr && dice.coin() { form.append(name.spelling, dice.text()) }
      let prepared = inspector.prepare(form, request: report, on: CalendarDate(2026, 11, 23))
      let read = try OrderForm(reading: prepared.body.span)
      #expect(read == prepared.form.inAPIOrder)
      #expect(read.loginPassword == form.loginPassword)
      let csr = try #require(read[.csr])
      #expect(inspector.inspect(Array(csr.utf8), on: CalendarDate(2026, 11, 23)).requests.first?.request.der == request)
      #expect(!prepared.body.contains(UInt8(ascii: "+")))
    }
  }

  @Test func `Only the body that is sent contains the password`() throws {
    var form = OrderForm()
    form.append("loginPassword", "hunter2+&=")
    let prepared = Inspector().prepare(form, request: nil, on: CalendarDate(2026, 11, 23))
    #expect(String(decoding: prepared.body, as: UTF8.self).contains("hunter2%2B%26%3D"))
    var writer = JSONWriter()
    prepared.check.write(to: &writer)
    let shown = [
      String(decoding: prepared.maskedBody, as: UTF8.self), prepared.curl,
      String(decoding: prepared.json, as: UTF8.self), writer.text,
      "\(prepared)", String(reflecting: prepared), prepared.check.text(style: Style(usesColor: false)),
    ]
    for text in shown { #expect(!text.contains("hunter2")) }
    #expect(prepared.curl.contains("loginPassword=***"))
  }
}

/// A random number generator with a fixed sequence.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  mutating func coin() -> Bool { next() & 1 == 0 }

  /// A text with letters, separators and characters that an HTTP stack may lose.
  mutating func text() -> String {
    let pool = Array("abXY09 +%&=;#'\"\\/\r\n\täß日🦊\u{202E}".unicodeScalars)
    var text = String.UnicodeScalarView()
    for _ in 0...Int(next() % 24) { if let scalar = pool.randomElement(using: &self) { text.append(scalar) } }
    return String(text)
  }
}
