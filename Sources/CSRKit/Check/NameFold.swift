// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames

/// The one form in which equal names are equal: lower-case A-labels, or an address's canonical text.
enum NameFold {
  static func fold(_ name: String) -> String {
    if let ordinary = OrdinaryHostName(name.utf8.span) {
      return ordinary.hasUpperCase ? EffectiveNames.asciiFold(name) : name
    }
    let host = HostName(name)
    if let address = host.address { return address.description }
    return host.ascii ?? EffectiveNames.asciiFold(name)
  }
}
