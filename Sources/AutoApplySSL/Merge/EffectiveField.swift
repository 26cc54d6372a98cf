// SPDX-License-Identifier: Apache-2.0

/// One value of an order as the CA will use it, and its origin.
public struct EffectiveField: Sendable, Hashable {
  /// The parameter.
  public let name: ParameterName
  /// The value that the CA will use; `***` for a password.
  public let value: String?
  /// The origin of the value.
  public let origin: ValueOrigin
  /// The value in the CSR.
  public let csr: String?
  /// The value in the order form, before truncation.
  public let parameter: String?
  /// The length in Unicode scalars of the value before the CA truncates it, or nil if it fits.
  public let truncatedFrom: Int?

  /// Whether the form or the CSR supplies the value.
  public var isGiven: Bool { origin == .csr || origin == .parameter || origin == .both }
}

extension EffectiveField {
  /// Merges the CSR's value with the parameter's; an empty string counts as not given.
  init(merging row: Parameter, csr: String?, parameter: String?, mode: MergeMode) {
    if csr == nil, parameter == nil {
      self.init(name: row.name, value: nil, origin: .absent, csr: nil, parameter: nil, truncatedFrom: nil)
      return
    }
    let cut = parameter.map(row.truncated)
    let fromRequest = mode == .parametersOnly || csr?.isEmpty != false ? nil : csr
    let fromForm = mode == .requestOnly || parameter?.isEmpty != false ? nil : cut?.value
    let isEqual =
      switch (fromRequest, fromForm) {
      case (.some(let left), .some(let right)): left.utf8.elementsEqual(right.utf8)
      default: false
      }
    let usesForm = fromForm != nil && (fromRequest == nil || mode == .preferParameters || isEqual)
    self.init(
      name: row.name, value: usesForm ? fromForm : fromRequest,
      origin: isEqual ? .both : usesForm ? .parameter : fromRequest != nil ? .csr : .absent,
      csr: csr, parameter: parameter, truncatedFrom: usesForm ? cut?.truncatedFrom : nil)
  }

  /// The value of a parameter that has no counterpart in the CSR.
  init(_ row: Parameter, parameter: String?, default defaultValue: String?) {
    guard let parameter, !parameter.isEmpty else {
      self.init(
        name: row.name, value: defaultValue, origin: defaultValue == nil ? .absent : .default,
        csr: nil, parameter: parameter, truncatedFrom: nil)
      return
    }
    let cut = row.truncated(parameter)
    self.init(
      name: row.name, value: cut.value, origin: .parameter, csr: nil, parameter: parameter,
      truncatedFrom: cut.truncatedFrom)
  }
}

/// The origin of a value in the effective order.
public enum ValueOrigin: String, Sendable, Hashable, CaseIterable {
  /// The CSR.
  case csr
  /// The order form.
  case parameter
  /// Both, with identical octets.
  case both
  /// Neither, and the parameter has no default.
  case absent = "none"
  /// The API's default.
  case `default`
}

/// The value of `prioritiseCSRValues`: which value wins if the CSR and a parameter both have one.
public enum MergeMode: String, Sendable, Hashable, CaseIterable {
  /// The CSR's value if present, otherwise the parameter's.
  case preferRequest = "Y"
  /// The parameter's value if present, otherwise the CSR's.
  case preferParameters = "N"
  /// Only the parameters' values.
  case parametersOnly = "P"
  /// Only the CSR's values.
  case requestOnly = "C"

  /// The mode if the order does not set one, or sets an unknown value.
  public static let standard = MergeMode.preferRequest
}
