// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
public import CSRKitBase
internal import DomainNames

extension EffectiveOrder {
  /// Writes the object of `csrkit merge --format json`, schema 1.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member(Key.schema, 1)
      writeMembers(to: &writer)
    }
  }

  /// The members `mode`, `fields` and `names`.
  func writeMembers(to writer: inout JSONWriter) {
    writer.member(Key.mode, mode.rawValue)
    writer.object(Key.fields) { writer in
      for name in shownParameters {
        writer.write(named: name.spelling)
        self[name].write(to: &writer)
      }
    }
    writer.object(Key.names) { names.write(to: &$0) }
  }

  /// The merged parameters and the other parameters in the form, without accounts, names and the request.
  package var shownParameters: ParameterSet { values.written.subtracting(EffectiveOrder.hidden).union(.merged) }

  /// The fields that the command shows: all that the CSR and the form can both supply, and the others in the form; not
  /// accounts, names and the request.
  public var shownFields: [EffectiveField] { shownParameters.map { self[$0] } }

  private static let hidden: ParameterSet = [
    .loginName, .loginPassword, .csr, .domainNames, .commonName, .primaryDomainName,
  ]
}

extension EffectiveField {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member(Key.value, value)
      writer.member(Key.origin, origin.rawValue)
      writer.member(Key.csr, csr)
      writer.member(Key.parameter, parameter)
      writer.member(Key.truncatedFrom, truncatedFrom)
    }
  }
}

extension EffectiveNames {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member(Key.commonName, commonName)
    writer.array(Key.domains) { writer in
      let all = domains.span
      for index in all.indices { writer.string(all[index].folded) }
    }
    writer.member(Key.origin, origin.rawValue)
    writer.array(Key.added) { writer in
      for name in added { writer.string(name.value) }
    }
    writer.array(Key.ignored) { writer in
      let all = ignored.span
      for index in all.indices {
        writer.object { writer in
          writer.member(Key.name, all[index].name)
          writer.member(Key.reason, all[index].description)
        }
      }
    }
  }
}

extension EffectiveOrder {
  /// The values that the CA will use, with their origins, as text.
  package func text(style: Style) -> String {
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
    if let length = field.truncatedFrom { line += style.doubtful("  truncated from \(length) characters") }
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

extension EffectiveName {
  /// The name in the certificate, its Unicode form if that differs, and whether the CA adds it.
  func line(_ style: Style) -> String {
    let written = HostName(folded)
    let isInternational = written.labels.contains(where: \.encodesUnicode)
    return visible(folded) + (isInternational ? style.faint("  " + visible(written.unicode)) : "")
      + (origin == .default ? style.faint("  added by the CA") : "")
  }
}
