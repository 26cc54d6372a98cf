// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL

extension EffectiveOrder {
  /// The values that will be used and where each comes from, for a person.
  public func text(style: Style) -> String {
    var table = Table(labelWidth: 24, style: style)
    table.add("product", selection.map { productLine($0.certificate) } ?? style.doubtful("(none)"))
    table.add("prioritiseCSRValues", "\(mode.rawValue): \(EffectiveOrder.meaning(of: mode))")
    for name in shownParameters where name != .product && name != .prioritiseCSRValues {
      if let line = line(self[name], style) { table.add(name.spelling, line) }
    }
    table.add("common name", names.commonName.map { visible($0) } ?? style.faint("(none)"))
    table.add("names", names.domains.map { $0.line(style) })
    table.add("not used", names.ignored.map { style.doubtful(visible($0.description)) })
    return table.text
  }

  func productLine(_ product: Product) -> String {
    let others = selection?.addOns.map { " + \($0.code) \($0.name)" }.joined() ?? ""
    return "\(product.code) \(product.name) (\(product.kind.value.rawValue))" + others
  }

  private func line(_ field: EffectiveField, _ style: Style) -> String? {
    guard let value = field.value else {
      let given = field.csr ?? field.parameter
      return given.flatMap { $0.isEmpty ? nil : style.doubtful("(none; \(visible($0)) is not used)") }
    }
    var line = visible(value) + "  " + style.faint(EffectiveOrder.origin(field.origin))
    if let length = field.truncatedFrom { line += style.doubtful("  cut from \(length) characters") }
    let other = field.origin == .csr ? field.parameter : field.origin == .parameter ? field.csr : nil
    if let other, !other.isEmpty { line += style.doubtful("  not used: \(visible(other))") }
    return line
  }

  private static func origin(_ origin: ValueOrigin) -> String {
    switch origin {
    case .csr: "request"
    case .parameter: "form"
    case .both: "request and form"
    case .default: "default"
    case .absent: ""
    }
  }

  private static func meaning(of mode: MergeMode) -> String {
    ParameterName.prioritiseCSRValues.parameter.allowed.choices.first { $0.value == mode.rawValue }?.meaning ?? ""
  }
}
