// SPDX-License-Identifier: Apache-2.0

/// How many and what names a certificate product covers.
public enum NameCoverage: String, Sendable, Hashable, CaseIterable {
  /// One name, and the same with or without `www`.
  case single
  /// Every host directly below one name.
  case wildcard
  /// The names of `domainNames` or of the request's subjectAltName.
  case multiDomain
  /// The same, with the request's common name as the primary one.
  case unifiedCommunications
  /// None: the product is no certificate.
  case nothing = "none"
}
