// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

/// What a report says of one thing: what a person reads, without colour, and safe for a terminal.
extension RequestReport {
  /// Algorithm and size of the key, such as `RSA 2048 bits`, with a word of doubt where a rule objects.
  public var keyText: String { keyLine(.plain) }

  /// Algorithm of the signature and whether it holds.
  public var signatureText: String { signatureLine(.plain) }

  /// The subject alternative names, each with its kind unless that is a DNS name; empty where there are none.
  public var alternativeNameTexts: [String] { request.subjectAlternativeNames.isEmpty ? [] : names(.plain) }

  /// The subject's attributes as `name = value`, in the request's order.
  public var subjectTexts: [String] { request.subject.map(subjectLine) }

  /// The requested extensions but for the names, then the attributes.
  public var extensionTexts: [String] {
    request.extensions.filter { $0.oid.known != .subjectAltName }.map(extensionLine)
      + request.attributes.compactMap(attributeLine)
  }
}

extension Style {
  /// Without colour.
  static let plain = Style(usesColor: false)
}
