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
      let merged = fields.span
      var place = 0
      for name in shownParameters {
        if place < merged.count, merged[place].name == name {
          merged[place].write(to: &writer)
          place += 1
        } else {
          self[name].write(to: &writer)
        }
      }
    }
    writer.object(Key.names) { names.write(to: &$0) }
  }

  /// The merged parameters, and those of the others that the form gives; accounts, names and the request are not values
  /// of an order.
  public var shownParameters: ParameterSet { values.written.subtracting(EffectiveOrder.hidden).union(.merged) }

  private static let hidden: ParameterSet = [
    .loginName, .loginPassword, .csr, .domainNames, .commonName, .primaryDomainName,
  ]
}

extension EffectiveField {
  /// Writes the member of its name.
  fileprivate func write(to writer: inout JSONWriter) {
    writer.write(named: name.spelling)
    let isAbsent = origin == .absent && value == nil && csr == nil && parameter == nil && truncatedFrom == nil
    if isAbsent { return writer.encoded(EffectiveField.absent) }
    writer.object { writer in
      writer.member(Key.value, value)
      writer.member(Key.origin, origin.rawValue)
      writer.member(Key.csr, csr)
      writer.member(Key.parameter, parameter)
      writer.member(Key.truncatedFrom, truncatedFrom)
    }
  }

  /// What most fields of most orders are, encoded once.
  private static let absent: [UInt8] = {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member(Key.value, nil as String?)
      writer.member(Key.origin, ValueOrigin.absent.rawValue)
      writer.member(Key.csr, nil as String?)
      writer.member(Key.parameter, nil as String?)
      writer.member(Key.truncatedFrom, nil as Int?)
    }
    return writer.bytes
  }()
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
