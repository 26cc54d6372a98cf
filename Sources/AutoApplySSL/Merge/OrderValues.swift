// SPDX-License-Identifier: Apache-2.0

/// The values of an order, those of its form and of its request merged: what the rest of the order follows from.
///
/// A class, since it is only ever referred to: a copy of this many texts would cost more than most of what is done with
/// one.
public final class OrderValues: Sendable {
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
  /// The parameters that the form has fields for, be they empty.
  public let written: ParameterSet
  /// The parameters that someone gave a value for that will be used.
  public let given: ParameterSet

  init(form: OrderForm, request: RequestValues?) {
    let written = ParameterSet(fieldsOf: form)
    let text = { (name: ParameterName) in written.contains(name) ? form[name] : nil }
    let mode = text(.prioritiseCSRValues).flatMap(MergeMode.init(rawValue:)) ?? .standard
    hasRequest = request != nil
    self.request = request ?? RequestValues()
    var given = ParameterSet()
    for name in written where form.hasValue(for: name) { given.insert(name) }
    var fields: [EffectiveField] = []
    fields.reserveCapacity(Parameter.subject.count)
    for row in Parameter.subject {
      let field = EffectiveField(
        merging: row, csr: row.subjectAttribute?.value(in: self.request), parameter: text(row.name), mode: mode)
      given.set(row.name, field.isGiven)
      fields.append(field)
    }
    self.form = form
    selection = text(.product).flatMap(ProductSelection.init(salvaging:))
    self.mode = mode
    self.fields = fields
    self.written = written
    self.given = given
  }

  /// Whether someone gave a value for a parameter that will be used; the same as the field's `isGiven`, for less.
  public func isGiven(_ name: ParameterName) -> Bool { given.contains(name) }

  /// What the form says for a parameter that may be shown; the same as `form[name]`, for less.
  public func text(_ name: ParameterName) -> String? { written.contains(name) ? form[name] : nil }

  /// The value that the order will have for a parameter; that of the field, for less.
  public func value(_ name: ParameterName) -> String? {
    if let place = OrderValues.place(of: name) { return fields[place].value }
    return written.contains(name) ? self[name].value : defaultValue(of: name.parameter)
  }

  /// Where a merged parameter stands in `fields`.
  private static func place(of name: ParameterName) -> Int? {
    let place = Int(name.rawValue) - Int(ParameterName.organizationName.rawValue)
    return Parameter.subject.indices.contains(place) ? place : nil
  }

  /// The effective value of any parameter.
  public subscript(name: ParameterName) -> EffectiveField {
    if let place = OrderValues.place(of: name) { return fields[place] }
    let row = name.parameter
    if row.isSecret {
      return EffectiveField(row, parameter: form.loginPassword.map { $0.isEmpty ? "" : Secret.mask }, default: nil)
    }
    let isGiven = given.contains(name)
    return EffectiveField(row, parameter: text(name), default: isGiven ? nil : defaultValue(of: row))
  }

  private func defaultValue(of row: Parameter) -> String? {
    if let exception = row.exception, exception.when.holds(in: self) { return exception.value }
    return row.defaultValue?.value
  }
}
