// SPDX-License-Identifier: Apache-2.0

/// An order as the CA will read it: the form and the request merged, every value with its origin.
public final class EffectiveOrder: Sendable {
  /// The values that it follows from.
  public let values: OrderValues
  /// The names that the certificate will have.
  public let names: EffectiveNames
  /// How control of each name will be validated.
  public let validation: DCVPlan

  /// Merges an order.
  ///
  /// - Parameters:
  ///   - form: the order form.
  ///   - request: what the request says, nil where there is none.
  ///   - fold: turns a name into the one form in which equal names are equal, such as lower-case A-labels.
  public init(
    form: OrderForm, request: RequestValues?, fold: (String) -> String = EffectiveNames.asciiFold
  ) {
    values = OrderValues(form: form, request: request)
    names = EffectiveNames(of: values, fold: fold)
    validation = DCVPlan(of: values, names)
  }
}

extension EffectiveOrder {
  /// The order form.
  public var form: OrderForm { values.form }
  /// What the request says; empty where there is none.
  public var request: RequestValues { values.request }
  /// Whether there is a request.
  public var hasRequest: Bool { values.hasRequest }
  /// The product, as far as the form tells one.
  public var selection: ProductSelection? { values.selection }
  /// How request and form are merged.
  public var mode: MergeMode { values.mode }
  /// The values that the request and the form both may give, in the order of the reference.
  public var fields: [EffectiveField] { values.fields }

  /// Whether someone gave a value for a parameter that will be used; the same as the field's `isGiven`, for less.
  public func isGiven(_ name: ParameterName) -> Bool { values.isGiven(name) }

  /// The value that the order will have for a parameter; that of the field, for less.
  public func value(_ name: ParameterName) -> String? { values.value(name) }

  /// The effective value of any parameter.
  public subscript(name: ParameterName) -> EffectiveField { values[name] }
}
