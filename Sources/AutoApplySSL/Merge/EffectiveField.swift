// SPDX-License-Identifier: Apache-2.0

/// One value of an order as the CA will use it, with where it comes from.
public struct EffectiveField: Sendable, Hashable {
  /// The parameter whose value this is.
  public let name: ParameterName
  /// The value that will be used; `***` for a password.
  public let value: String?
  /// Where it comes from.
  public let origin: ValueOrigin
  /// What the request says.
  public let csr: String?
  /// What the order form says, untruncated.
  public let parameter: String?
  /// The length in characters that the used value had before the CA's cut, or nil when nothing is cut.
  public let truncatedFrom: Int?

  /// Whether someone gave the value, be it in the form or in the request.
  public var isGiven: Bool { origin == .csr || origin == .parameter || origin == .both }
}

extension EffectiveField {
  /// Merges the request's value with the parameter's; empty texts count as not given.
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

  /// The value of a parameter that the request has no part in.
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

/// Where a value of the effective order comes from.
public enum ValueOrigin: String, Sendable, Hashable, CaseIterable {
  /// The request.
  case csr
  /// The order form.
  case parameter
  /// Both, and they agree octet by octet.
  case both
  /// Neither, and there is no default.
  case absent = "none"
  /// The API's default.
  case `default`
}

/// The meaning of `prioritiseCSRValues`: which value is used where the request and a parameter may both have one.
public enum MergeMode: String, Sendable, Hashable, CaseIterable {
  /// The request's value where it has one, else the parameter's.
  case preferRequest = "Y"
  /// The parameter's value where there is one, else the request's.
  case preferParameters = "N"
  /// The parameters' values only.
  case parametersOnly = "P"
  /// The request's values only.
  case requestOnly = "C"

  /// The mode of an order that does not say, or says nothing that the API knows.
  public static let standard = MergeMode.preferRequest
}
