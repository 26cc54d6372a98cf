// SPDX-License-Identifier: Apache-2.0

/// The parameters of `!DecodeCSR` that are Y or N, named as they are sent.
///
/// Source: Sectigo, DecodeCSR request.
enum DecodeSwitch: String, Sendable, CaseIterable {
  case showErrorCodes, showErrorMessages, showFieldNames, showEmptyFields
  case showCN, showAddress, showPublicKey, showKeySize, showSANDNSNames
  case showCSR, showCSRHashes, showCSRHashes2, showSignatureAlgorithm

  /// The default.
  var isOnByDefault: Bool {
    switch self {
    case .showErrorCodes, .showErrorMessages, .showFieldNames, .showEmptyFields: true
    default: false
    }
  }

  /// Whether it requests hashes, which the CA returns over TLS only.
  var asksForHashes: Bool { self == .showCSRHashes || self == .showCSRHashes2 }
}
