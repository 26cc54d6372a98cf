// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit

/// The submitted form: the input and the order.
struct PageForm {
  /// The pasted text.
  var text = ""
  /// The uploaded files.
  var files: [(name: String, content: [UInt8])] = []
  /// Product, merge mode and parameters, without empty values.
  var order = OrderForm()

  /// An empty form.
  init() {}

  /// Parses a form in either encoding that browsers use.
  init(_ request: SiteRequest) throws(Problem) {
    switch request.mediaType {
    case "multipart/form-data":
      guard let form = MultipartForm(request.body, contentType: request.contentType ?? "") else {
        throw Problem(400, "form", "The form is malformed: the multipart body has an invalid structure.")
      }
      for part in form.parts { add(part.name, part.fileName, part.content) }
    case "application/x-www-form-urlencoded":
      guard !request.body.isEmpty else { return }
      do throws(OrderFormError) {
        for field in try OrderForm(urlEncoded: request.body.span).fields {
          add(field.name, nil, Array((field.text ?? "").utf8)[...])
        }
      } catch {
        throw Problem(400, "form", "The form is malformed: \(error).")
      }
    default:
      throw Problem(415, "media-type", "The body must be multipart/form-data or application/x-www-form-urlencoded.")
    }
  }

  private mutating func add(_ name: String, _ fileName: String?, _ content: ArraySlice<UInt8>) {
    if name == "file" {
      if !content.isEmpty { files.append((fileName ?? "file", Array(content))) }
      return
    }
    // Browsers send every line break of a text box as CR LF.
    let value = String(decoding: content, as: UTF8.self).replacing("\r\n", with: "\n")
    if name == "csr" {
      text = value
    } else if let parameter = ParameterName(name), PageForm.isOffered(parameter), !value.isEmpty {
      order.append(parameter.spelling, value)
    }
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
