// SPDX-License-Identifier: Apache-2.0
internal import SystemBridge

extension DebianSet {
  /// The sets inside the program; taking them reads their headers only.
  public static let embedded: [DebianSet] = [
    .debianRSA2048, .debianRSA3072, .debianRSA4096, .debianP256, .debianP384, .debianP521,
  ].compactMap { (file: EmbeddedKeyFile) in try? DebianSet(FixedBytes(file)) }
}
