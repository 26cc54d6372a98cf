// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit

/// The submitted form: the input, the order, the choice of methods, and what came back from the CA.
struct PageForm {
  /// The pasted text.
  var text = ""
  /// The uploaded files.
  var files: [(name: String, content: [UInt8])] = []
  /// Product, merge mode and parameters, without empty values.
  var order = OrderForm()
  /// How control of the names is proven.
  var methods = MethodChoices()
  /// The CA's answer to the order.
  var answer = ""
  /// The issued certificate, with or without its chain.
  var certificate = ""
  /// The format of a download, by the index of the request.
  private(set) var formats: [Int: String] = [:]
  /// Whether the script removed a private key from the input before it sent the form.
  private(set) var isKeyRemoved = false

  /// The names of the fields that are not parameters of the order.
  enum FieldName {
    static let answer = "answer"
    static let certificate = "certificate"
    static let commonMethod = "methods"
    static let methodPrefix = "method:"
    static let trustLogo = "trustLogo"
    static let formatPrefix = "format:"
    static let removedKey = "removedKey"
  }

  /// An empty form.
  init() {}

  /// Parses a form in either encoding that browsers use.
  init(_ request: SiteRequest) throws(Problem) {
    var trustLogos: [Int] = []
    switch request.mediaType {
    case "multipart/form-data":
      guard let form = MultipartForm(request.body, contentType: request.contentType ?? "") else {
        throw Problem(400, "form", "The form is malformed: the multipart body has an invalid structure.")
      }
      for part in form.parts { add(part.name, part.fileName, part.content, &trustLogos) }
    case "application/x-www-form-urlencoded":
      guard !request.body.isEmpty else { return }
      do throws(OrderFormError) {
        for field in try OrderForm(urlEncoded: request.body.span).fields {
          add(field.name, nil, Array((field.text ?? "").utf8)[...], &trustLogos)
        }
      } catch {
        throw Problem(400, "form", "The form is malformed: \(error).")
      }
    default:
      throw Problem(415, "media-type", "The body must be multipart/form-data or application/x-www-form-urlencoded.")
    }
    addTrustLogos(trustLogos)
  }

  private mutating func add(
    _ name: String, _ fileName: String?, _ content: ArraySlice<UInt8>, _ trustLogos: inout [Int]
  ) {
    if name == "file" {
      if !content.isEmpty { files.append((fileName ?? "file", Array(content))) }
      return
    }
    // Browsers send every line break of a text box as CR LF.
    let value = String(decoding: content, as: UTF8.self).replacing("\r\n", with: "\n")
    switch name {
    case ParameterName.csr.spelling: text = value
    case FieldName.answer: answer = value
    case FieldName.certificate: certificate = value
    case FieldName.commonMethod: methods.common = ValidationMethod(option: value)
    case FieldName.trustLogo: trustLogos += [Int(value)].compactMap(\.self)
    case FieldName.removedKey: isKeyRemoved = !value.isEmpty
    case let name where name.hasPrefix(FieldName.methodPrefix):
      methods.names[String(name.dropFirst(FieldName.methodPrefix.count))] = ValidationMethod(option: value)
    case let name where name.hasPrefix(FieldName.formatPrefix):
      if let index = Int(name.dropFirst(FieldName.formatPrefix.count)) { formats[index] = value }
    default:
      guard let parameter = ParameterName(name), PageForm.isOffered(parameter), !value.isEmpty else { return }
      order.append(parameter.spelling, value)
    }
  }

  /// Adds the TrustLogos that can be ordered with the product; those of a product chosen before are dropped.
  private mutating func addTrustLogos(_ codes: [Int]) {
    guard let selection = order.selection else { return }
    let added = codes.filter { code in
      selection.certificate.addOns.value.contains(code) && !selection.addOns.contains { $0.code == code }
    }
    let all = [selection.certificate.code] + selection.addOns.map(\.code) + added
    if !added.isEmpty { order[.product] = all.map(String.init).joined(separator: ",") }
  }

  /// All inputs with the names that reports use.
  var inputs: [(name: String, content: [UInt8])] {
    let pasted = text.allSatisfy(\.isWhitespace) ? [] : [("pasted", Array(text.utf8))]
    return pasted + files
  }

  /// Whether the page has a field for a parameter: not for the account and the CSR.
  static func isOffered(_ name: ParameterName) -> Bool {
    ![.loginName, .loginPassword, .csr].contains(name)
  }
}
