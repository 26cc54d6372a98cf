// SPDX-License-Identifier: Apache-2.0

/// The errors that the API answers with; -121 has three messages and so three names.
public enum OrderErrorName: UInt8, Sendable, Hashable, CaseIterable {
  case notOverHTTPS, unrecognisedArgument, missingArgument, invalidArgument
  case wildcardNotAllowed, wildcardRequired, invalidCountry, missingField
  case notBase64, cannotDecode, unsupportedAlgorithm, invalidSignature, unsupportedKeySize
  case unknownError, notEnoughCredit, loginRefused, notPOST
  case fullyQualifiedName, internetAddress
  case nameStartsWithHTTP, nameStartsWithHTTPS, nameHasInvalidCharacter
  case ipAddress, compromisedKey, invalidKey, tokenNotUnique, notApplicable
  case voucherDenied, permissionDenied
  case rolesMissing, taxDeprecated, identifierFormat, identifierCountry

  /// The row of the catalog.
  public var error: OrderError { ErrorCatalog.all[Int(rawValue)] }
  /// The API's errorCode, negative.
  public var code: Int { error.code }
}
