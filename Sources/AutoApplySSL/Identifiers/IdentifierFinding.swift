// SPDX-License-Identifier: Apache-2.0

/// A fault of one of the eIDAS identifiers of an order.
public struct IdentifierFinding: Sendable, Hashable {
  /// The parameter with the fault.
  public let parameter: ParameterName
  /// What is wrong.
  public let fault: IdentifierFault
}

extension EffectiveOrder {
  /// What is wrong with the eIDAS identifiers that are given.
  public var identifierFaults: [IdentifierFinding] {
    var findings: [IdentifierFinding] = []
    func check(_ name: ParameterName, _ read: (String) throws(IdentifierFault) -> Void) {
      guard let text = value(name) else { return }
      do { try read(text) } catch { findings.append(IdentifierFinding(parameter: name, fault: error)) }
    }
    check(.organizationIdentifier) { text throws(IdentifierFault) in _ = try OrganizationIdentifier(text) }
    check(.personalIdentifier) { text throws(IdentifierFault) in _ = try PersonalIdentifier(text) }
    check(.ncaIdentifier) { text throws(IdentifierFault) in _ = try NCAIdentifier(text) }
    return findings
  }

  /// The authority that organizationIdentifier names where ncaIdentifier names another one.
  public var otherAuthority: String? {
    guard let text = value(.organizationIdentifier), let given = value(.ncaIdentifier),
      let identifier = try? OrganizationIdentifier(text), let authority = identifier.authority, authority != given
    else { return nil }
    return authority
  }
}
