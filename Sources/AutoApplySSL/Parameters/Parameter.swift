// SPDX-License-Identifier: Apache-2.0

/// One request parameter: everything that the reference specifies about it, in one row.
///
/// The form reader, the body writer, the help, the JSON schema and the rules all use this row. A class, because copying
/// this many fields costs more than most of the work on them.
public final class Parameter: Sendable {
  /// The parameter.
  public let name: ParameterName
  /// The API's spelling.
  public let spelling: String
  /// Older spellings that the API still accepts.
  package let synonyms: [String]
  /// The column "Requirement".
  package let requirement: Requirement
  /// The condition under which an order needs the parameter.
  package let requiredWhen: Sourced<Condition>
  /// The products that clients order without the parameter, although the reference requires it; nil if none are known.
  package let omittedFor: Sourced<ProductScope>?
  /// The parameters that can be given instead.
  package let alternatives: [ParameterName]
  /// `alternatives` as a set.
  let alternativeSet: ParameterSet
  /// The condition under which the CA ignores the value.
  package let ignoredWhen: Condition
  /// The column "Type".
  public let type: ValueType
  /// The maximum length in Unicode scalars, or nil if the reference sets none.
  public let maximumLength: Int?
  /// What the CA does with a longer value.
  package let overlength: Overlength
  /// The allowed values.
  package let allowed: AllowedValues
  /// The value that applies if the parameter is omitted.
  public let defaultValue: Sourced<String>?
  /// The case in which another default applies.
  package let exception: DefaultException?
  /// The products that the parameter applies to.
  package let scope: Sourced<ProductScope>
  /// The corresponding attribute of the CSR's subject.
  package let subjectAttribute: SubjectAttribute?
  /// Whether output must never contain the value.
  public let isSecret: Bool
  /// The parameter's purpose, in one sentence.
  public let summary: String

  init(
    _ name: ParameterName, _ spelling: String, _ type: ValueType, max maximumLength: Int? = nil,
    over overlength: Overlength = .invalid, is requirement: Requirement = .optional,
    requiredWhen: Sourced<Condition>? = nil, omittedFor: Sourced<ProductScope>? = nil,
    ignoredWhen: Condition = .never, allowed: AllowedValues = .any, default defaultValue: Sourced<String>? = nil,
    except exception: DefaultException? = nil,
    for scope: Sourced<ProductScope> = Sourced(.every, .reference),
    subject subjectAttribute: SubjectAttribute? = nil, synonyms: [String] = [],
    isSecret: Bool = false, _ summary: String
  ) {
    self.name = name
    self.spelling = spelling
    self.synonyms = synonyms
    self.requirement = requirement
    self.requiredWhen = requiredWhen ?? Sourced(requirement == .required ? .always : .never, .reference)
    self.omittedFor = omittedFor
    alternatives = requiredWhen?.value.alternatives ?? []
    alternativeSet = ParameterSet(alternatives)
    self.ignoredWhen = ignoredWhen
    self.type = type
    self.maximumLength = maximumLength
    self.overlength = overlength
    self.allowed = allowed
    self.defaultValue = defaultValue
    self.exception = exception
    self.scope = scope
    self.subjectAttribute = subjectAttribute
    self.isSecret = isSecret
    self.summary = summary
  }
}

extension Parameter: Hashable {
  /// Compares the names; each name has one row.
  public static func == (left: Parameter, right: Parameter) -> Bool { left.name == right.name }
  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Parameter {
  /// A row for a parameter that is Y or N.
  static func flag(
    _ name: ParameterName, _ spelling: String, yes: String, no: String,
    requiredWhen: Sourced<Condition>? = nil, default defaultValue: Sourced<String>? = nil,
    for scope: Sourced<ProductScope> = Sourced(.every, .reference), _ summary: String
  ) -> Parameter {
    Parameter(
      name, spelling, .char, max: 1, requiredWhen: requiredWhen,
      allowed: .oneOf([.init("Y", yes), .init("N", no)]), default: defaultValue, for: scope, summary)
  }

  /// The sources that contradict each other on whether an order for these products needs the parameter.
  package func contest(on selection: ProductSelection?) -> Contest? {
    guard let selection, let omittedFor, omittedFor.value.includes(selection) else { return nil }
    return Contest(source: requiredWhen.source, contradiction: omittedFor.source)
  }

  /// Whether the value is a list of items separated by commas or white space.
  public var isList: Bool {
    switch allowed {
    case .format(.productCodes), .format(.domainNames), .format(.dcvEmailAddresses), .format(.validationTokens):
      true
    default:
      false
    }
  }

  /// The allowed values and their meanings; empty unless only some strings are allowed.
  public var choices: [ParameterChoice] { allowed.choices }

  /// Whether the CA uses the parameter in an order for these products.
  public func applies(to selection: ProductSelection) -> Bool {
    scope.value.includes(selection) && !ignoredWhen.alwaysHolds(for: selection)
  }

  /// Whether the only choices are Y and N.
  package var isFlag: Bool { allowed.choices.map(\.value) == ["Y", "N"] }

  /// The group that contains the parameter.
  public var group: ParameterGroup {
    ParameterGroup.allCases.last { ($0.rows.first?.name.rawValue ?? .max) <= name.rawValue } ?? .account
  }
}

/// The entry in the reference's column "Requirement".
package enum Requirement: String, Sendable, Hashable, CaseIterable {
  case required, conditional, optional
}

/// A parameter's type as the reference names it.
///
/// `char` is not precise: the reference uses it for single letters and for identifiers of 100 characters.
public enum ValueType: String, Sendable, Hashable, CaseIterable {
  /// The word in the column.
  case string, integer, char
}

/// What the CA does with a value longer than the maximum.
package enum Overlength: String, Sendable, Hashable, CaseIterable {
  /// The CA truncates it.
  case truncated
  /// The reference does not say; the value is assumed to be invalid.
  case invalid
  /// The CA accepts it; the reference describes its effect on other parameters.
  case accepted
}

/// A case in which another default applies.
package struct DefaultException: Sendable, Hashable {
  /// The condition for this default.
  package let when: Condition
  /// The default in this case.
  package let value: String
}
