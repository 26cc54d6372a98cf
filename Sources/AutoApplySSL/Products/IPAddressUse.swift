// SPDX-License-Identifier: Apache-2.0

/// Where a product takes IP addresses.
public enum IPAddressUse: String, Sendable, Hashable, CaseIterable {
  case nowhere = "none"
  /// In domainNames, beside names.
  case listed
  /// As the common name, if the address is not reachable from the Internet.
  case local
}
