// SPDX-License-Identifier: Apache-2.0

/// Where a value of the effective order comes from.
public enum ValueOrigin: String, Sendable, Hashable, CaseIterable {
  /// The request.
  case csr
  /// The order form.
  case parameter
  /// Both, and they agree octet by octet.
  case both
  /// Neither, and there is no default.
  case absent = "none"
  /// The API's default.
  case `default`
}
