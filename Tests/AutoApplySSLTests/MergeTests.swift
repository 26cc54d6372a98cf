// SPDX-License-Identifier: Apache-2.0

import AutoApplySSL
import Testing

/// prioritiseCSRValues and the ten parameters that the CSR can also supply.
@Suite("Merge modes")
struct MergeTests {
  static let fields: [ParameterName] = [
    .organizationName, .organizationalUnitName, .postOfficeBox, .streetAddress1, .streetAddress2, .streetAddress3,
    .localityName, .stateOrProvinceName, .postalCode, .countryName,
  ]
  static let cases = fields.flatMap { field in MergeMode.allCases.map { (field, $0) } }

  /// A CSR with one value; street lines before it are present, because their positions matter.
  static func request(_ name: ParameterName, _ value: String?) -> RequestValues {
    guard let value else { return RequestValues() }
    var request = RequestValues()
    switch name {
    case .organizationName: request.organizationName = value
    case .organizationalUnitName: request.organizationalUnitName = value
    case .postOfficeBox: request.postOfficeBox = value
    case .streetAddress1: request.streetAddress = [value]
    case .streetAddress2: request.streetAddress = ["one", value]
    case .streetAddress3: request.streetAddress = ["one", "two", value]
    case .localityName: request.localityName = value
    case .stateOrProvinceName: request.stateOrProvinceName = value
    case .postalCode: request.postalCode = value
    case .countryName: request.countryName = value
    default: Issue.record("\(name) is not merged")
    }
    return request
  }

  static func merge(_ name: ParameterName, _ mode: MergeMode, csr: String?, parameter: String?) -> EffectiveField {
    var form = OrderForm()
    form.append("prioritiseCSRValues", mode.rawValue)
    if let parameter { form.append(name.spelling, parameter) }
    return EffectiveOrder(form: form, request: request(name, csr))[name]
  }

  @Test("The merged parameters are the ten subject parameters")
  func merged() {
    #expect(order([:]).fields.map(\.name) == MergeTests.fields)
  }

  @Test("If both have different values, the mode decides", arguments: cases)
  func different(_ name: ParameterName, _ mode: MergeMode) {
    let field = MergeTests.merge(name, mode, csr: "AA", parameter: "BB")
    let usesRequest = mode == .preferRequest || mode == .requestOnly
    #expect(field.value == (usesRequest ? "AA" : "BB"))
    #expect(field.origin == (usesRequest ? .csr : .parameter))
    #expect(field.csr == "AA" && field.parameter == "BB")
  }

  @Test("Both have the same value", arguments: cases)
  func equal(_ name: ParameterName, _ mode: MergeMode) {
    let field = MergeTests.merge(name, mode, csr: "AA", parameter: "AA")
    #expect(field.value == "AA")
    let origins: [MergeMode: ValueOrigin] = [
      .preferRequest: .both, .preferParameters: .both, .requestOnly: .csr, .parametersOnly: .parameter,
    ]
    #expect(field.origin == origins[mode])
  }

  @Test("Only the CSR has a value", arguments: cases)
  func requestAlone(_ name: ParameterName, _ mode: MergeMode) {
    let field = MergeTests.merge(name, mode, csr: "AA", parameter: nil)
    #expect(field.value == (mode == .parametersOnly ? nil : "AA"))
    #expect(field.origin == (mode == .parametersOnly ? .absent : .csr))
  }

  @Test("Only the form has a value", arguments: cases)
  func formAlone(_ name: ParameterName, _ mode: MergeMode) {
    let field = MergeTests.merge(name, mode, csr: nil, parameter: "BB")
    #expect(field.value == (mode == .requestOnly ? nil : "BB"))
    #expect(field.origin == (mode == .requestOnly ? .absent : .parameter))
  }

  @Test("Neither has a value, or both are empty", arguments: cases)
  func neither(_ name: ParameterName, _ mode: MergeMode) {
    #expect(MergeTests.merge(name, mode, csr: nil, parameter: nil).origin == .absent)
    let empty = MergeTests.merge(name, mode, csr: "", parameter: "")
    #expect(empty.origin == .absent && empty.value == nil)
  }

  @Test("A parameter that is too long is truncated, the CSR's value is not", arguments: fields)
  func truncation(_ name: ParameterName) throws {
    let maximum = try #require(name.parameter.maximumLength)
    let long = String(repeating: "é", count: maximum + 1)
    let fromForm = MergeTests.merge(name, .preferParameters, csr: "AA", parameter: long)
    #expect(fromForm.value?.unicodeScalars.count == maximum)
    #expect(fromForm.truncatedFrom == maximum + 1)
    #expect(fromForm.parameter == long)
    let fromRequest = MergeTests.merge(name, .preferRequest, csr: long, parameter: long)
    #expect(fromRequest.value == long)
    #expect(fromRequest.truncatedFrom == nil)
    let cut = MergeTests.merge(name, .preferRequest, csr: String(long.dropLast()), parameter: long)
    #expect(cut.origin == .both)
  }

  @Test("Canonically equivalent strings are different")
  func normalization() {
    let field = MergeTests.merge(.localityName, .preferParameters, csr: "Z\u{fc}rich", parameter: "Zu\u{308}rich")
    #expect(field.origin == .parameter)
    #expect(field.value?.unicodeScalars.count == 7)
  }

  @Test(
    "C ignores parameters, P ignores the CSR, and Y and N differ only if both values differ",
    arguments: 0..<300)
  func properties(_ seed: UInt64) {
    var dice = Dice(seed)
    let values: [String?] = [nil, "", "AA", "BB", dice.text(5), String(repeating: "x", count: 200)]
    for name in MergeTests.fields {
      let csr = values.randomElement(using: &dice) ?? nil
      let parameter = values.randomElement(using: &dice) ?? nil
      let fields = Dictionary(
        uniqueKeysWithValues: MergeMode.allCases.map {
          ($0, MergeTests.merge(name, $0, csr: csr, parameter: parameter))
        })
      #expect([.csr, .absent].contains(fields[.requestOnly]?.origin ?? .both))
      #expect(fields[.requestOnly]?.value == (csr?.isEmpty == true ? nil : csr))
      #expect([.parameter, .absent].contains(fields[.parametersOnly]?.origin ?? .both))
      let cut = parameter.map { name.parameter.truncated($0).value }.flatMap { $0.isEmpty ? nil : $0 }
      #expect(fields[.parametersOnly]?.value == cut)
      let areBoth = csr?.isEmpty == false && cut != nil
      let differ = areBoth && !(csr ?? "").utf8.elementsEqual((cut ?? "").utf8)
      let left = fields[.preferRequest]?.value.map { Array($0.utf8) }
      let right = fields[.preferParameters]?.value.map { Array($0.utf8) }
      #expect((left != right) == differ)
    }
  }

  @Test(
    "An order without a valid merge mode prefers the CSR", arguments: ["Y", "", "y", "X"])
  func standard(_ mode: String) {
    let order = order(["prioritiseCSRValues": mode, "localityName": "B"], RequestValues(localityName: "A"))
    #expect(order.mode == .preferRequest)
    #expect(order[.localityName].value == "A")
    #expect(AutoApplySSLTests.order([:])[.prioritiseCSRValues].origin == .default)
  }

  @Test("An address with street lines of both sources is detected")
  func mixedStreet() {
    let request = RequestValues(streetAddress: ["1 Old Road"], localityName: "Leeds")
    let order = order(["streetAddress1": "2 New Road", "streetAddress2": "Floor 3"], request)
    #expect(order[.streetAddress1].value == "1 Old Road")
    #expect(order[.streetAddress2].value == "Floor 3")
    #expect(order.mixedAddress?.mixesStreet == true)
    #expect(order.mixedAddress?.fromForm == [.streetAddress2])
    #expect(order.mixedAddress?.fromRequest == [.streetAddress1, .localityName])
  }

  @Test("A city from the CSR and a street from the form are not a mixed street")
  func usualMix() {
    let order = order(["streetAddress1": "2 New Road"], RequestValues(localityName: "Leeds"))
    #expect(order.mixedAddress?.mixesStreet == false)
    #expect(
      AutoApplySSLTests.order(["localityName": "Leeds"], RequestValues(localityName: "Leeds")).mixedAddress == nil)
  }

  @Test("A fourth street line is ignored")
  func fourthLine() {
    let order = order([:], RequestValues(streetAddress: ["1", "2", "3", "4", "5"]))
    #expect(order.ignoredStreetLines == ["4", "5"])
    #expect(order[.streetAddress3].value == "3")
  }

  @Test("Truncation is reported even if the truncated parameter equals the CSR's value", arguments: MergeMode.allCases)
  func cutToTheSame(_ mode: MergeMode) {
    let field = MergeTests.merge(
      .organizationName, mode, csr: String(repeating: "A", count: 64), parameter: String(repeating: "A", count: 70))
    #expect(field.value == String(repeating: "A", count: 64))
    #expect(field.truncatedFrom == (mode == .requestOnly ? nil : 70))
  }
}
