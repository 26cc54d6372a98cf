// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL

/// A form with its request in it, ready to be sent.
public struct PreparedOrder: Sendable {
  /// The form; its csr is PEM without anything around it, however the request was given.
  public let form: OrderForm
  /// What is to be expected of it.
  public let check: OrderCheck
  /// The account's parameters that the form lacks, which only sending needs.
  public let missingAccount: [ParameterName]

  init(form: OrderForm, check: OrderCheck) {
    self.form = form
    self.check = check
    missingAccount = [.loginName, .loginPassword].filter { name in
      name == .loginPassword ? form.loginPassword?.isEmpty ?? true : form[name]?.isEmpty ?? true
    }
  }

  /// The body of the POST request, its password in clear.
  public var body: [UInt8] { RequestBody.urlEncoded(form, secrets: .revealed) }
  /// The body for people to look at.
  public var maskedBody: [UInt8] { RequestBody.urlEncoded(form, secrets: .masked) }
  /// A command for a POSIX shell that sends the order with curl; the password is masked.
  public var curl: String { RequestBody.curl(form) }
  /// A JSON object of all fields; the password is masked.
  public var json: String { RequestBody.json(form, secrets: .masked) }
}

/// Writes requests as PEM (RFC 7468 §7).
public enum PEMText {
  /// The request between its BEGIN and END lines, 64 characters a line.
  public static func request(_ der: [UInt8]) -> String {
    var text = Array("-----BEGIN CERTIFICATE REQUEST-----\n".utf8)
    text.reserveCapacity(der.count / 3 * 4 + der.count / 48 + 80)
    var column = 0
    for start in stride(from: 0, to: der.count, by: 3) {
      append(der[start..<min(start + 3, der.count)], to: &text)
      column += 4
      if column == 64 {
        text.append(0x0A)
        column = 0
      }
    }
    if column > 0 { text.append(0x0A) }
    text += Array("-----END CERTIFICATE REQUEST-----\n".utf8)
    return String(decoding: text, as: UTF8.self)
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// Four characters for up to three octets (RFC 4648 §4).
  private static func append(_ octets: ArraySlice<UInt8>, to text: inout [UInt8]) {
    var group: UInt32 = 0
    for octet in octets { group = group << 8 | UInt32(octet) }
    group <<= UInt32(8 * (3 - octets.count))
    for place in 0..<4 {
      let isPadding = place > octets.count
      text.append(isPadding ? 0x3D : alphabet[Int(group >> UInt32(18 - 6 * place) & 0x3F)])
    }
  }
}
