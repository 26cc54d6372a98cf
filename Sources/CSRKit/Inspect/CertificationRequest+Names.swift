// SPDX-License-Identifier: Apache-2.0
public import PKCS10

extension CertificationRequest {
  /// The common names in order, as text.
  public var commonNames: [String] {
    subject.filter { $0.oid.known == .commonName }.map { $0.displayText(in: der.span) }
  }
}
