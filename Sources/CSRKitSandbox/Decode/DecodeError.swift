// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

/// An error in the wording of `!DecodeCSR`.
struct DecodeError: Sendable, Hashable {
  /// The code, negative.
  let code: Int
  /// The message.
  let message: String

  init(_ name: OrderErrorName, item: String? = nil, remark: String? = nil) {
    code = name.code
    let wording = DecodeError.worded(name.error.message(item: item), for: name)
    message = remark.map { "\(wording) (\($0))" } ?? wording
  }

  /// The errors about requests; `!DecodeCSR` does not return errors about orders.
  static let known: Set<OrderErrorName> = [
    .wildcardNotAllowed, .wildcardRequired, .invalidCountry, .missingField, .cannotDecode, .unsupportedAlgorithm,
    .invalidSignature, .unsupportedKeySize, .fullyQualifiedName, .internetAddress, .nameStartsWithHTTP,
    .nameStartsWithHTTPS, .nameHasInvalidCharacter, .compromisedKey, .invalidKey,
  ]

  /// The second term for the common name in the messages, as published clients expect it.
  private static let aside: [OrderErrorName: String] = [
    .wildcardNotAllowed: "Domain Name", .wildcardRequired: "Domain Name", .nameStartsWithHTTP: "Domain Name",
    .nameStartsWithHTTPS: "Domain Name", .nameHasInvalidCharacter: "Domain Name",
    .fullyQualifiedName: "Server Name", .internetAddress: "Server Name",
  ]

  private static func worded(_ message: String, for name: OrderErrorName) -> String {
    guard let aside = aside[name], let place = message.firstRange(of: "Common Name") else { return message }
    return message[..<place.upperBound] + " (\(aside))" + message[place.upperBound...]
  }
}
