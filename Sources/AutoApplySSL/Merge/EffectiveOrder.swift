// SPDX-License-Identifier: Apache-2.0

/// An order as the CA will read it: the form and the request merged, every value with its origin.
public struct EffectiveOrder: Sendable, Hashable {
  /// The order form.
  public let form: OrderForm
  /// What the request says; empty where there is none.
  public let request: RequestValues
  /// Whether there is a request.
  public let hasRequest: Bool
  /// The product, as far as the form tells one.
  public let selection: ProductSelection?
  /// How request and form are merged.
  public let mode: MergeMode
  /// The values that the request and the form both may give, in the order of the reference.
  public let fields: [EffectiveField]
  /// The names that the certificate will have.
  public private(set) var names: EffectiveNames
  /// How control of each name will be validated.
  public private(set) var validation: DCVPlan

  /// Merges an order.
  ///
  /// - Parameters:
  ///   - form: the order form.
  ///   - request: what the request says, nil where there is none.
  ///   - selection: the product; nil takes what the form's product yields.
  ///   - fold: turns a name into the one form in which equal names are equal, such as lower-case A-labels.
  public init(
    form: OrderForm, request: RequestValues?, selection: ProductSelection? = nil,
    fold: (String) -> String = EffectiveNames.asciiFold
  ) {
    self.form = form
    self.request = request ?? RequestValues()
    hasRequest = request != nil
    self.selection = selection ?? form[.product].flatMap(ProductSelection.init(salvaging:))
    let mode = form[.prioritiseCSRValues].flatMap(MergeMode.init(rawValue:)) ?? .standard
    self.mode = mode
    let values = self.request
    fields = Parameter.subject.map { row in
      EffectiveField(
        merging: row, csr: row.subjectAttribute?.value(in: values), parameter: form[row.name], mode: mode)
    }
    names = EffectiveNames()
    validation = DCVPlan()
    let names = EffectiveNames(of: self, fold: fold)
    self.names = names
    let validation = DCVPlan(of: self)
    self.validation = validation
  }

  /// Whether someone gave a value for a parameter that will be used; the same as the field's `isGiven`, for less.
  public func isGiven(_ name: ParameterName) -> Bool {
    if let place = EffectiveOrder.place(of: name) { return fields[place].isGiven }
    switch form.field(name)?.value {
    case .text(let text): return !text.isEmpty
    case .secret(let secret): return !secret.isEmpty
    case nil: return false
    }
  }

  /// Where a merged parameter stands in `fields`.
  private static func place(of name: ParameterName) -> Int? {
    let place = Int(name.rawValue) - Int(ParameterName.organizationName.rawValue)
    return Parameter.subject.indices.contains(place) ? place : nil
  }

  /// The effective value of any parameter.
  public subscript(name: ParameterName) -> EffectiveField {
    if let place = EffectiveOrder.place(of: name) { return fields[place] }
    let row = name.parameter
    if row.isSecret {
      return EffectiveField(row, parameter: form.loginPassword.map { $0.isEmpty ? "" : Secret.mask }, default: nil)
    }
    let given = form[name]
    guard given?.isEmpty != false else { return EffectiveField(row, parameter: given, default: nil) }
    let other = row.exception.flatMap { $0.when.holds(in: self) ? $0.value : nil }
    return EffectiveField(row, parameter: given, default: other ?? row.defaultValue?.value)
  }
}
