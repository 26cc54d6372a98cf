// SPDX-License-Identifier: Apache-2.0

/// One request parameter: everything that the reference says about it, in one row.
///
/// The form's reader, the body's writer, the help, the JSON schema and the rules all read this row. A class, since rows
/// are only ever referred to: a copy of this many fields would cost more than most of what is done with one.
public final class Parameter: Sendable {
  /// Which parameter this is.
  public let name: ParameterName
  /// The API's spelling.
  public let spelling: String
  /// Older spellings that the API still takes.
  public let synonyms: [String]
  /// The column "Requirement".
  public let requirement: Requirement
  /// When an order without the parameter is incomplete.
  public let requiredWhen: Sourced<Condition>
  /// The parameters of which any given one makes this one unnecessary.
  public let alternatives: [ParameterName]
  /// The same as a set.
  let alternativeSet: ParameterSet
  /// When a given value has no effect.
  public let ignoredWhen: Condition
  /// The column "Type".
  public let type: ValueType
  /// The greatest length in characters, that is, Unicode scalars; nil where the reference has none.
  public let maximumLength: Int?
  /// What a longer value means.
  public let overlength: Overlength
  /// What a value may be.
  public let allowed: AllowedValues
  /// What holds when the parameter is left out.
  public let defaultValue: Sourced<String>?
  /// What holds instead of the default in one case.
  public let exception: DefaultException?
  /// The products that it is for.
  public let scope: Sourced<ProductScope>
  /// The attribute of the request's subject that says the same.
  public let subjectAttribute: SubjectAttribute?
  /// Whether the value must never be shown.
  public let isSecret: Bool
  /// What it is, in one sentence.
  public let summary: String

  init(
    _ name: ParameterName, _ spelling: String, _ type: ValueType, max maximumLength: Int? = nil,
    over overlength: Overlength = .invalid, is requirement: Requirement = .optional,
    requiredWhen: Sourced<Condition>? = nil, ignoredWhen: Condition = .never,
    allowed: AllowedValues = .any, default defaultValue: Sourced<String>? = nil,
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
  /// There is one row for each name.
  public static func == (left: Parameter, right: Parameter) -> Bool { left.name == right.name }
  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Parameter {
  /// A row for Y or N.
  static func flag(
    _ name: ParameterName, _ spelling: String, yes: String, no: String,
    requiredWhen: Sourced<Condition>? = nil, default defaultValue: Sourced<String>? = nil,
    for scope: Sourced<ProductScope> = Sourced(.every, .reference), _ summary: String
  ) -> Parameter {
    Parameter(
      name, spelling, .char, max: 1, requiredWhen: requiredWhen,
      allowed: .oneOf([.init("Y", yes), .init("N", no)]), default: defaultValue, for: scope, summary)
  }

  /// Whether the value may hold several items between commas or spaces.
  public var isList: Bool {
    switch allowed {
    case .format(.productCodes), .format(.domainNames), .format(.dcvEmailAddresses), .format(.validationTokens):
      true
    default:
      false
    }
  }

  /// Whether every choice is Y or N.
  public var isFlag: Bool { allowed.choices.map(\.value) == ["Y", "N"] }

  /// The group that it stands in.
  public var group: ParameterGroup {
    ParameterGroup.allCases.last { ($0.rows.first?.name.rawValue ?? .max) <= name.rawValue } ?? .account
  }
}

/// What the reference's column "Requirement" says.
public enum Requirement: String, Sendable, Hashable, CaseIterable {
  case required, conditional, optional
}

/// The reference's own word for a parameter's type.
///
/// `char` says little: the reference uses it for single letters and for identifiers of 100 characters alike.
public enum ValueType: String, Sendable, Hashable, CaseIterable {
  case string, integer, char
}

/// What becomes of a value longer than the maximum.
public enum Overlength: String, Sendable, Hashable, CaseIterable {
  /// The CA cuts it.
  case truncated
  /// Nothing is said, so the value is taken to be invalid.
  case invalid
  /// The reference says what a longer value changes elsewhere in the order.
  case accepted
}

/// The one case in which another default holds.
public struct DefaultException: Sendable, Hashable {
  /// When it holds.
  public let when: Condition
  /// The default then.
  public let value: String
}
