// SPDX-License-Identifier: Apache-2.0

/// Writes an order form as the body of a request to the API, or for a person to look at.
///
/// Fields stand in the order of the reference, unknown ones last.
public enum RequestBody {
  /// The address of the API.
  public static let endpoint = "https://secure.trust-provider.com/products/!AutoApplySSL"
  /// The type of `urlEncoded` bodies.
  public static let contentType = "application/x-www-form-urlencoded"

  /// What becomes of passwords.
  public enum Secrets: Sendable, Hashable {
    /// They are written as `***`.
    case masked
    /// They are written out, for the body that is sent.
    case revealed
  }

  /// A body that survives any HTTP stack: everything but letters, digits and `-._~` is percent-encoded, so that no
  /// plus sign becomes a space.
  public static func urlEncoded(_ form: OrderForm, secrets: Secrets) -> [UInt8] {
    URLEncoding.body(pairs(form, secrets: secrets))
  }

  /// A JSON object, one member a line, every value a string.
  public static func json(_ form: OrderForm, secrets: Secrets) -> String {
    let members = pairs(form, secrets: secrets).map { "  \(JSONText.quoted($0.name)): \(JSONText.quoted($0.value))" }
    return members.isEmpty ? "{}\n" : "{\n" + members.joined(separator: ",\n") + "\n}\n"
  }

  /// A command for a POSIX shell that sends the order with curl; passwords are masked.
  public static func curl(_ form: OrderForm) -> String {
    var lines = ["curl --request POST \(shellQuoted(endpoint))"]
    for pair in pairs(form, secrets: .masked) {
      lines.append("  --data-urlencode " + shellQuoted("\(URLEncoding.encoded(pair.name))=\(pair.value)"))
    }
    return lines.joined(separator: " \\\n") + "\n"
  }

  private static func pairs(_ form: OrderForm, secrets: Secrets) -> [(name: String, value: String)] {
    form.inAPIOrder.fields.map { field in
      secrets == .revealed ? (field.name, field.value.reveal()) : (field.shownName, field.shownValue)
    }
  }

  /// A word between apostrophes, in which a POSIX shell changes nothing.
  private static func shellQuoted(_ text: String) -> String {
    var quoted = "'"
    for scalar in text.unicodeScalars {
      if scalar == "'" { quoted += "'\\''" } else { quoted.unicodeScalars.append(scalar) }
    }
    return quoted + "'"
  }
}
