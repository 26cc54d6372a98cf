// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

/// The parsed parameters of `!DecodeCSR`.
struct DecodeQuery: Sendable {
  /// The values of `responseFormat`.
  enum Format: String, Sendable {
    case text = "0"
    case xml = "1"
    case json = "2"

    /// Published clients also send N, for an answer without XML.
    init?(_ text: String) {
      guard let format = text == "N" ? .text : Format(rawValue: text) else { return nil }
      self = format
    }
  }

  /// The CSR as it was sent; nil if it is missing.
  let csr: String?
  /// The product to check the CSR for.
  let product: String?
  /// The format of the response; text for unknown values.
  let format: Format
  /// The errors in the parameters, in the order of the parameters.
  let faults: [DecodeError]
  private let switches: Set<DecodeSwitch>

  init(_ form: OrderForm, isTLS: Bool) {
    var values: [String: String] = [:]
    for field in form.fields where values[field.name] == nil { values[field.name] = field.value.text ?? "" }
    let given = { (name: String) in values[name].flatMap { $0.isEmpty ? nil : $0 } }
    csr = given("csr")
    product = given("product")
    format = given("responseFormat").flatMap { Format($0) } ?? .text
    switches = Set(DecodeSwitch.allCases.filter { given($0.rawValue).map { $0 == "Y" } ?? $0.isOnByDefault })
    let asksForHashes = switches.contains(where: \.asksForHashes)
    var faults: [DecodeError] = asksForHashes && !isTLS ? [DecodeError(.notOverHTTPS)] : []
    faults += form.fields.filter { !DecodeQuery.names.contains($0.name) }.map {
      DecodeError(.unrecognisedArgument, item: $0.name)
    }
    if csr == nil { faults.append(DecodeError(.missingArgument, item: "csr")) }
    faults += DecodeQuery.invalid(given).map { DecodeError(.invalidArgument, item: $0.name, remark: $0.remark) }
    self.faults = faults
  }

  /// Whether a switch is on.
  func shows(_ name: DecodeSwitch) -> Bool { switches.contains(name) }

  /// The reference does not list the account parameters; published clients send them, and they are ignored.
  private static let names: Set<String> = Set(
    DecodeSwitch.allCases.map(\.rawValue)
      + ["csr", "product", "responseFormat", "countryNameType", "loginName", "loginPassword"])

  /// The maximum length of `csr` in characters.
  private static let lengthLimit = 32_767

  private static func invalid(_ given: (String) -> String?) -> [(name: String, remark: String?)] {
    var invalid: [(name: String, remark: String?)] = []
    if let csr = given("csr"), csr.unicodeScalars.count > lengthLimit { invalid.append(("csr", nil)) }
    if let format = given("responseFormat") {
      switch Format(format) as Format? {
      case nil: invalid.append(("responseFormat", nil))
      case .xml:
        invalid.append(
          ("responseFormat", "this sandbox supports 0 (text) and 2 (JSON); the CA's XML format is not published"))
      case .text, .json: break
      }
    }
    if let product = given("product"), ProductSelection(salvaging: product) == nil { invalid.append(("product", nil)) }
    if let type = given("countryNameType"), type != "TWOCHAR" { invalid.append(("countryNameType", nil)) }
    for name in DecodeSwitch.allCases {
      if let value = given(name.rawValue), value != "Y", value != "N" { invalid.append((name.rawValue, nil)) }
    }
    return invalid
  }
}
