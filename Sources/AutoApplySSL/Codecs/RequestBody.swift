// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// Encodes an order form as the body of a request to the API, or for display.
///
/// Fields are in the order of the reference, unknown ones last.
public enum RequestBody {
  /// The URL of the API.
  public static let endpoint = "https://secure.trust-provider.com/products/!AutoApplySSL"
  /// The content type of `urlEncoded` bodies.
  public static let contentType = "application/x-www-form-urlencoded"

  /// How passwords are written.
  package enum Secrets: Sendable, Hashable {
    /// As `***`.
    case masked
    /// In plain text, for the body to send.
    case revealed
  }

  /// The form as `application/x-www-form-urlencoded`.
  ///
  /// Everything except letters, digits and `-._~` is percent-encoded, so that no HTTP stack decodes a plus sign as a
  /// space.
  package static func urlEncoded(_ form: OrderForm, secrets: Secrets) -> [UInt8] {
    URLEncoding.body(pairs(form, secrets: secrets))
  }

  /// The form as a JSON object with one member per line; all values are strings.
  package static func json(_ form: OrderForm, secrets: Secrets) -> String {
    let members = pairs(form, secrets: secrets).map { "  \(JSONText.quoted($0.name)): \(JSONText.quoted($0.value))" }
    return members.isEmpty ? "{}\n" : "{\n" + members.joined(separator: ",\n") + "\n}\n"
  }

  /// A curl command for a POSIX shell that sends the order; passwords are masked.
  package static func curl(_ form: OrderForm) -> String {
    var lines = ["curl --request POST \(ShellText.quoted(endpoint))"]
    for pair in pairs(form, secrets: .masked) {
      lines.append("  --data-urlencode " + ShellText.quoted("\(PercentEncoding.encoded(pair.name))=\(pair.value)"))
    }
    return lines.joined(separator: " \\\n") + "\n"
  }

  private static func pairs(_ form: OrderForm, secrets: Secrets) -> [(name: String, value: String)] {
    form.inAPIOrder.fields.map { field in
      secrets == .revealed ? (field.name, field.value.reveal()) : (field.shownName, field.shownValue)
    }
  }
}
