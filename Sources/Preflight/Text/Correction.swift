// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import DomainNames

/// What is meant with the text of a name in a request.
package enum NameCorrection: Sendable, Hashable {
  /// One name or several, in ASCII and lower case.
  case names([String])
  /// The name of a company.
  case organization
  /// Not a name, and it is not known what is meant.
  case unknown

  /// Reads the text of a name.
  package init(_ text: String) {
    if let name = PlainName.text(text) {
      self = .names([name])
      return
    }
    switch NameRemedy(text) {
    case .name(let name, _)?: self = .names([name])
    case .list(let names)?, .glued(let names)?: self = .names(names)
    case .organization?: self = .organization
    case nil: self = PlainName.inside(HostName(text)).map { .names([$0]) } ?? .unknown
    }
  }

  /// Whether a public CA may issue a certificate for a name that ``names(_:)`` contains.
  package static func isPublic(_ name: String) -> Bool {
    let host = HostName(name)
    switch host.scope {
    case .delegated: return true
    case .onion(let address): return address == .valid
    case .specialUse: return !host.scope.isInternal
    case .address(let address): return address.specialPurpose == nil && !address.isMulticast
    case .singleLabel, .reverseZone, .unlisted, .unreadable: return false
    }
  }
}

/// What is meant with the value of an attribute of a subject.
package enum SubjectCorrection {
  /// The value that is meant; nil if the attribute should be left out, since it is empty or a placeholder.
  package static func value(_ text: String, isCountry: Bool) -> String? {
    let meant = TextExamination(text).meant
    if isCountry {
      switch CountryCode(meant) {
      case .assigned: return meant
      case .userAssigned: return meant == CountryCode.withoutCode ? meant : nil
      case .malformed(let corrected): return corrected
      case .exceptionallyReserved(_, let replacement), .formerlyUsed(_, _, let replacement): return replacement
      case .unassigned: return nil
      }
    }
    return meant.isEmpty || Placeholders.contains(meant) ? nil : meant
  }
}
