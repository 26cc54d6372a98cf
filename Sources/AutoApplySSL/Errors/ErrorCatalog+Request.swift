// SPDX-License-Identifier: Apache-2.0

extension ErrorCatalog {
  /// -9 to -13.
  static let requestRows: [OrderError] = [
    row(
      .notBase64, -9, "The CSR is not valid Base-64 data!",
      "The value of csr is not Base64, often because '+' became a space on its way.",
      "Percent-encode the value, so that each '+' is sent as %2B."),
    row(
      .cannotDecode, -10, "The CSR cannot be decoded!",
      "The data is not a PKCS #10 request, or a part of it was lost.",
      "Make sure that the whole request is sent, and that it is a request and no certificate or key."),
    row(
      .unsupportedAlgorithm, -11, "The CSR uses an unsupported algorithm!",
      "The key or the signature uses an algorithm that the CA does not take.",
      "Make a request with an RSA key or an EC key on P-256 or P-384, signed with SHA-256 or better."),
    row(
      .invalidSignature, -12, "The CSR has an invalid signature!",
      "The signature does not fit the request: it was changed after it was signed, or signed with another key.",
      "Make the request anew with the key that belongs to it."),
    row(
      .unsupportedKeySize, -13, "The CSR uses an unsupported key size!",
      "The key is shorter or longer than the CA takes.",
      "Use an RSA key of 2048 to 8192 bits, or an EC key on P-256 or P-384."),
  ]
}
