// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL

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
        let field = self[name]
        writer.object(Key.parameterNames[Int(name.rawValue)]) { writer in
          writer.member(Key.value, field.value)
          writer.member(Key.origin, field.origin.rawValue)
          writer.member(Key.csr, field.csr)
          writer.member(Key.parameter, field.parameter)
          writer.member(Key.truncatedFrom, field.truncatedFrom)
        }
      }
    }
    writer.object(Key.names) { names.write(to: &$0) }
  }

  /// The merged parameters, and those of the others that the form gives; accounts, names and the request are not values
  /// of an order.
  public var shownParameters: [ParameterName] {
    var names: Set<ParameterName> = Set(fields.map(\.name))
    for field in form.fields {
      if let name = field.parameter, !EffectiveOrder.hidden.contains(name) { names.insert(name) }
    }
    return names.sorted()
  }

  private static let hidden: Set<ParameterName> = [
    .loginName, .loginPassword, .csr, .domainNames, .commonName, .primaryDomainName,
  ]
}

extension EffectiveNames {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member(Key.commonName, commonName)
    writer.array(Key.domains) { writer in
      for name in domains { writer.string(name.folded) }
    }
    writer.member(Key.origin, origin.rawValue)
    writer.array(Key.added) { writer in
      for name in added { writer.string(name.value) }
    }
    writer.array(Key.ignored) { writer in
      for name in ignored {
        writer.object { writer in
          writer.member(Key.name, name.name)
          writer.member(Key.reason, name.description)
        }
      }
    }
  }
}
