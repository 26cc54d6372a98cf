// SPDX-License-Identifier: Apache-2.0

/// What the arithmetic of RSA keys is worth.
enum RSAWork {
  /// Longer moduli are not worked on.
  static let bitLimit = 16_384
}
