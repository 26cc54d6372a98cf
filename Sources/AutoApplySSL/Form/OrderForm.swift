// SPDX-License-Identifier: Apache-2.0

/// An order as the user gave it: names and values in order, repeated and unknown ones included.
public struct OrderForm: Sendable, Hashable {
  /// The fields in the order given.
  public private(set) var fields: [Field] = []

  /// An order without fields.
  public init() {}

  /// One name and its value.
  public struct Field: Sendable, Hashable {
    /// The name as it was written.
    public let name: String
    /// The parameter that the API takes it for; nil where it would answer -2.
    public let parameter: ParameterName?
    /// What was given.
    public let value: Value
    /// Whether it looks like the rest of a password that was sent with a bare `&` in it.
    let mayBeSecret: Bool

    /// A value that may be shown, or one that may not.
    public enum Value: Sendable, Hashable {
      case text(String)
      case secret(Secret)
    }

    init(_ name: String, _ text: String, mayBeSecret: Bool = false) {
      self.name = name
      self.mayBeSecret = mayBeSecret
      parameter = ParameterName(name)
      let isSecret = parameter.map(\.parameter.isSecret) ?? Secret.isLikely(under: name)
      value = isSecret ? .secret(Secret(text)) : .text(text)
    }
  }

  /// Adds a field behind the others, whether or not there is one with its name.
  public mutating func append(_ name: String, _ text: String) {
    fields.append(Field(name, text))
  }

  /// Adds a field that was read from a body, where a password with a bare `&` in it falls into pieces.
  mutating func appendPiece(_ name: String, _ text: String) {
    let isAfterSecret = fields.last.map { $0.mayBeSecret || $0.value.text == nil } ?? false
    let isStrange =
      isAfterSecret && ParameterName(name) == nil && ParameterCatalog.name(misspelled: name) == nil
      && ParameterCatalog.nearest(to: name) == nil
    fields.append(Field(name, text, mayBeSecret: isStrange))
  }

  /// Puts a value in the place of every field that the API takes for the same parameter, or adds one.
  public mutating func set(_ name: String, to text: String) {
    let field = Field(name, text)
    let isSame = { (other: Field) in
      field.parameter.map { other.parameter == $0 } ?? (other.name == name)
    }
    guard let first = fields.firstIndex(where: isSame) else {
      fields.append(field)
      return
    }
    fields.removeAll(where: isSame)
    fields.insert(field, at: first)
  }

  /// Adds the fields of another form for parameters that this one says nothing of.
  public mutating func complete(with other: OrderForm) {
    let own = fields
    fields += other.fields.filter { field in
      !own.contains { mine in
        field.parameter.map { mine.parameter == $0 } ?? (mine.name == field.name)
      }
    }
  }

  /// Applies `name=value` from a command line, where a password must not stand: process lists show it.
  public mutating func apply(setting: String) throws(OrderFormError) {
    let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else { throw .settingWithoutName }
    let name = String(parts[0])
    guard case .text(let text) = Field(name, String(parts[1])).value, !Secret.isAssigned(in: text) else {
      throw .secretInSetting
    }
    set(name, to: text)
  }
}

extension OrderForm.Field {
  /// Fields are equal that say the same, however they were read.
  public static func == (left: Self, right: Self) -> Bool { left.name == right.name && left.value == right.value }

  /// Hashes name and value.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(value)
  }
}

extension OrderForm {
  /// The value of a parameter that may be shown: the first where there are several, nil for a password.
  ///
  /// Which of several the API takes is not documented; that it is the first is a reading.
  public subscript(name: ParameterName) -> String? { field(name)?.value.text }

  /// Whether the field that counts for the parameter has a value, be it secret.
  ///
  /// A list of nothing but commas and white space is none.
  func hasValue(for name: ParameterName) -> Bool {
    switch field(name)?.value {
    case .text(let text):
      name.parameter.isList ? text.utf8.contains { $0 != 0x2C && !$0.isASCIIWhitespace } : !text.isEmpty
    case .secret(let secret): !secret.isEmpty
    case nil: false
    }
  }

  /// Whether there is a field for the parameter, be it empty.
  public func contains(_ name: ParameterName) -> Bool { field(name) != nil }

  /// The account's password.
  public var loginPassword: Secret? {
    guard case .secret(let secret) = field(.loginPassword)?.value else { return nil }
    return secret
  }

  /// The field that counts for a parameter: an exact spelling before a synonym.
  public func field(_ name: ParameterName) -> Field? {
    var synonym: Int?
    for index in fields.indices where fields[index].parameter == name {
      if fields[index].name == name.spelling { return fields[index] }
      if synonym == nil { synonym = index }
    }
    return synonym.map { fields[$0] }
  }

  /// The same fields in the order of the reference, unknown ones last in the order given.
  public var inAPIOrder: OrderForm {
    var form = self
    let rank = { (field: Field) in field.parameter.map { Int($0.rawValue) } ?? Int.max }
    form.fields = fields.enumerated()
      .sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
      .map(\.element)
    return form
  }
}

extension OrderForm.Field.Value {
  /// The text, unless it is secret.
  public var text: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }

  /// Gives the text away, secret or not.
  func reveal() -> String {
    switch self {
    case .text(let text): text
    case .secret(let secret): secret.reveal()
    }
  }
}

extension OrderForm.Field {
  /// The name, masked where a password seems to have slipped into it.
  public var shownName: String {
    if mayBeSecret { return Secret.mask }
    guard parameter == nil, Secret.isLikely(under: name) else { return name }
    return name.utf8.allSatisfy(\.isASCIIAlphanumeric) && name.utf8.count <= 32 ? name : Secret.mask
  }

  /// The value, masked where it is secret.
  public var shownValue: String { mayBeSecret ? Secret.mask : value.text ?? Secret.mask }
}

extension OrderForm.Field: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Name and value with secrets masked.
  public var description: String { "\(shownName)=\(shownValue)" }
  /// Name and value with secrets masked.
  public var debugDescription: String { description }
  /// Name and value with secrets masked.
  public var customMirror: Mirror {
    Mirror(self, children: ["name": shownName, "value": shownValue], displayStyle: .struct)
  }
}

extension OrderForm: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// One field a line with secrets masked.
  public var description: String { fields.map(\.description).joined(separator: "\n") }
  /// One field a line with secrets masked.
  public var debugDescription: String { description }
  /// The fields with secrets masked.
  public var customMirror: Mirror { Mirror(self, children: ["fields": fields], displayStyle: .struct) }
}
