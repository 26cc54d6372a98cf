// SPDX-License-Identifier: Apache-2.0

/// The merged values of an order's form and CSR.
///
/// A class, because copying this many strings costs more than most of the work on them.
package final class OrderValues: Sendable {
  /// The order form.
  package let form: OrderForm
  /// The values of the CSR; empty if there is none.
  package let request: RequestValues
  /// Whether the order has a CSR.
  package let hasRequest: Bool
  /// The product, if the form names a known one.
  package let selection: ProductSelection?
  /// How the CSR and the form are merged.
  package let mode: MergeMode
  /// The values that both the CSR and the form can supply, in the order of the reference.
  package let fields: [EffectiveField]
  /// The parameters that the form has fields for, including empty ones.
  package let written: ParameterSet
  /// The parameters whose effective value comes from the form or the CSR.
  package let given: ParameterSet

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

  /// Whether the form or the CSR supplies the parameter's effective value; cheaper than the field's `isGiven`.
  package func isGiven(_ name: ParameterName) -> Bool { given.contains(name) }

  /// The form's value for a parameter that is not secret; cheaper than `form[name]`.
  package func text(_ name: ParameterName) -> String? { written.contains(name) ? form[name] : nil }

  /// The parameter's effective value; cheaper than reading it from the field.
  package func value(_ name: ParameterName) -> String? {
    if let index = OrderValues.index(of: name) { return fields[index].value }
    return written.contains(name) ? self[name].value : defaultValue(of: name.parameter)
  }

  /// The index of a merged parameter in `fields`.
  private static func index(of name: ParameterName) -> Int? {
    let index = Int(name.rawValue) - Int(ParameterName.organizationName.rawValue)
    return Parameter.subject.indices.contains(index) ? index : nil
  }

  /// The effective value of any parameter.
  package subscript(name: ParameterName) -> EffectiveField {
    if let index = OrderValues.index(of: name) { return fields[index] }
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
