// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames

extension EffectiveName {
  /// The name as the certificate will have it, beside it how people write it, and whether the CA adds it.
  func line(_ style: Style) -> String {
    let written = HostName(folded)
    let isInternational = written.labels.contains { $0.kind == .aLabel }
    return visible(folded) + (isInternational ? style.faint("  " + visible(written.unicode)) : "")
      + (origin == .default ? style.faint("  added by the CA") : "")
  }
}
