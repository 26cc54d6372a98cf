// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// An order as given by the user: names and values in order, including repeated and unknown names.
public struct OrderForm: Sendable, Hashable {
  /// The fields, in the order given.
  public private(set) var fields: [Field] = []

  /// Creates an empty form.
  public init() {}

  /// Creates a form for a product, and for the TrustLogos that are ordered with it.
  public init(product: ProductCode, addOns: [ProductCode] = []) {
    self[.product] = ([product] + addOns).map { String($0.rawValue) }.joined(separator: ",")
  }

  /// A name and its value.
  public struct Field: Sendable, Hashable {
    /// The name as given.
    public let name: String
    /// The parameter with this name, or nil if the API returns -2.
    public let parameter: ParameterName?
    /// The value.
    package let value: Value
    /// Whether the field may be the rest of a password that contains an unencoded `&`.
    let mayBeSecret: Bool

    /// A value that can be shown, or a secret.
    package enum Value: Sendable, Hashable {
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

  /// Appends a field, even if the form already has one with this name.
  public mutating func append(_ name: String, _ text: String) {
    fields.append(Field(name, text))
  }

  /// Appends a field from a URL-encoded body, in which an unencoded `&` splits a password.
  mutating func appendPiece(_ name: String, _ text: String) {
    let isAfterSecret = fields.last.map { $0.mayBeSecret || $0.value.text == nil } ?? false
    // Without a value, even the name of a parameter of another endpoint may be the rest of a password.
    let isRelated = !text.isEmpty && !RelatedEndpoint.endpoints(with: name).isEmpty
    let isUnknown =
      isAfterSecret && !isRelated && ParameterName(name) == nil && ParameterCatalog.name(misspelled: name) == nil
      && ParameterCatalog.nearest(to: name) == nil
    fields.append(Field(name, text, mayBeSecret: isUnknown))
  }

  /// Replaces all fields of the same parameter with one value, or appends a field if there is none.
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

  /// Adds the fields of another form whose parameters this form does not have.
  package mutating func complete(with other: OrderForm) {
    let own = fields
    fields += other.fields.filter { field in
      !own.contains { mine in
        field.parameter.map { mine.parameter == $0 } ?? (mine.name == field.name)
      }
    }
  }

  /// Applies `name=value` from a command line; refuses passwords, because process lists show them.
  package mutating func apply(setting: String) throws(OrderFormError) {
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
  /// Compares name and value, regardless of how the field was read.
  public static func == (left: Self, right: Self) -> Bool { left.name == right.name && left.value == right.value }

  /// Hashes name and value.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(value)
  }
}

extension OrderForm {
  /// The value of a parameter, or nil for a password; the first one if the parameter is repeated.
  ///
  /// Which one the API uses is not documented; that it is the first is an interpretation. Setting a value replaces all
  /// fields of the parameter; setting nil removes them.
  public subscript(name: ParameterName) -> String? {
    get { field(name)?.value.text }
    set {
      if let newValue { set(name.spelling, to: newValue) } else { fields.removeAll { $0.parameter == name } }
    }
  }

  /// Whether the effective field of the parameter has a value, secret or not.
  ///
  /// A list that consists of commas and white space has no value.
  func hasValue(for name: ParameterName) -> Bool {
    switch field(name)?.value {
    case .text(let text):
      name.parameter.isList ? text.utf8.contains { $0 != 0x2C && !$0.isASCIIWhitespace } : !text.isEmpty
    case .secret(let secret): !secret.isEmpty
    case nil: false
    }
  }

  /// Whether the form has a field for the parameter, even an empty one.
  public func contains(_ name: ParameterName) -> Bool { field(name) != nil }

  /// The products that the form names, as far as they are known; nil if none is.
  public var selection: ProductSelection? { self[.product].flatMap(ProductSelection.init(salvaging:)) }

  /// The account's password.
  public var loginPassword: Secret? {
    guard case .secret(let secret) = field(.loginPassword)?.value else { return nil }
    return secret
  }

  /// The effective field of a parameter: an exact spelling takes precedence over a synonym.
  package func field(_ name: ParameterName) -> Field? {
    var synonym: Int?
    for index in fields.indices where fields[index].parameter == name {
      if fields[index].name == name.spelling { return fields[index] }
      if synonym == nil { synonym = index }
    }
    return synonym.map { fields[$0] }
  }

  /// The fields in the order of the reference, followed by unknown ones in the order given.
  package var inAPIOrder: OrderForm {
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
  package var text: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }

  /// The text, secret or not.
  func reveal() -> String {
    switch self {
    case .text(let text): text
    case .secret(let secret): secret.reveal()
    }
  }
}

extension OrderForm.Field {
  /// The value; nil if it is, or may be part of, a secret.
  public var text: String? { mayBeSecret ? nil : value.text }

  /// The name, masked if it seems to contain a password.
  package var shownName: String {
    if mayBeSecret { return Secret.mask }
    guard parameter == nil, Secret.isLikely(under: name) else { return name }
    return name.utf8.allSatisfy(\.isASCIIAlphanumeric) && name.utf8.count <= 32 ? name : Secret.mask
  }

  /// The value, masked if it is secret.
  package var shownValue: String { mayBeSecret ? Secret.mask : value.text ?? Secret.mask }
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
  /// One field per line with secrets masked.
  public var description: String { fields.map(\.description).joined(separator: "\n") }
  /// One field per line with secrets masked.
  public var debugDescription: String { description }
  /// The fields with secrets masked.
  public var customMirror: Mirror { Mirror(self, children: ["fields": fields], displayStyle: .struct) }
}
