// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
public import CSRKitBase

/// A complete order form, ready to be sent.
public struct PreparedOrder: Sendable {
  /// The form; its csr is plain PEM.
  public let form: OrderForm
  /// The check of the order.
  public let check: OrderCheck
  /// The missing account parameters, which are needed only to send the order.
  public let missingAccount: [ParameterName]

  init(form: OrderForm, check: OrderCheck) {
    self.form = form
    self.check = check
    missingAccount = [.loginName, .loginPassword].filter { name in
      name == .loginPassword ? form.loginPassword?.isEmpty ?? true : form[name]?.isEmpty ?? true
    }
  }

  /// The body of the POST request, with the password in clear text.
  public var body: [UInt8] { RequestBody.urlEncoded(form, secrets: .revealed) }

  /// The body with the password masked.
  public var maskedBody: [UInt8] { RequestBody.urlEncoded(form, secrets: .masked) }

  /// A POSIX shell command that sends the order with curl; the password is masked.
  public var curl: String { RequestBody.curl(form) }

  /// Writes the object of `csrkit prepare --format json`: all fields; the password is masked.
  public func write(to writer: inout JSONWriter) {
    writer.encoded(Array(RequestBody.json(form, secrets: .masked).utf8.dropLast()))
  }
}

/// Encodes requests as PEM (RFC 7468 §7).
package enum PEMText {
  /// The request as PEM, with 64 characters per line.
  package static func request(_ der: [UInt8]) -> String {
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

  /// Appends four characters for up to three octets (RFC 4648 §4).
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
