// SPDX-License-Identifier: Apache-2.0
public import PKCS10

/// Is a key weak, broken or publicly known?
public enum KeyAudit {
  /// Audits one key; for many, make a `KeyAuditor` and keep it.
  ///
  /// - Parameters:
  ///   - bytes: what the key's ranges refer to.
  ///   - lists: lists of known keys, which the caller opened.
  public static func audit(
    _ key: SubjectPublicKeyInfo, in bytes: Span<UInt8>, options: AuditOptions = .standard, lists: [any KeyList] = []
  ) -> KeyVerdict {
    KeyAuditor(options: options, lists: lists).audit(key, in: bytes)
  }
}
