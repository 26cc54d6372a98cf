// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit

/// What the page was sent: the requests, and what the user says of the order.
struct PageForm {
  /// The text box.
  var text = ""
  /// Files, by name.
  var files: [(name: String, content: [UInt8])] = []
  /// Product, merge mode and parameters, without empty values.
  var order = OrderForm()

  /// An empty page.
  init() {}

  /// Reads a form as browsers send it.
  init(_ request: SiteRequest) throws(Problem) {
    switch request.mediaType {
    case "multipart/form-data":
      guard let form = MultipartForm(request.body, contentType: request.contentType ?? "") else {
        throw Problem(400, "form", "The form cannot be read: its parts do not hold together.")
      }
      for part in form.parts { add(part.name, part.fileName, part.content) }
    case "application/x-www-form-urlencoded":
      guard !request.body.isEmpty else { return }
      do throws(OrderFormError) {
        for field in try OrderForm(urlEncoded: request.body.span).fields {
          add(field.name, nil, Array((field.text ?? "").utf8)[...])
        }
      } catch {
        throw Problem(400, "form", "The form cannot be read: \(error).")
      }
    default:
      throw Problem(415, "media-type", "The page takes a form: multipart/form-data or URL-encoded.")
    }
  }

  private mutating func add(_ name: String, _ fileName: String?, _ content: ArraySlice<UInt8>) {
    if name == "file" {
      if !content.isEmpty { files.append((fileName ?? "file", Array(content))) }
      return
    }
    // Browsers send each line end of a text box as CR LF, whatever was pasted.
    let value = String(decoding: content, as: UTF8.self).replacing("\r\n", with: "\n")
    if name == "csr" {
      text = value
    } else if let parameter = ParameterName(name), PageForm.isOffered(parameter), !value.isEmpty {
      order.append(parameter.spelling, value)
    }
  }

  /// Every input with the name that reports give it.
  var inputs: [(name: String, content: [UInt8])] {
    let pasted = text.allSatisfy(\.isWhitespace) ? [] : [("pasted", Array(text.utf8))]
    return pasted + files
  }

  /// Whether the page asks for a parameter: the account and the request itself have no place in it.
  static func isOffered(_ name: ParameterName) -> Bool {
    ![.loginName, .loginPassword, .csr].contains(name)
  }
}
