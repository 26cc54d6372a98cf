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
      let all = ParameterFragment.all
      let (fragments, merged) = (all.span, fields.span)
      var place = 0
      for name in shownParameters {
        let fragment = Int(name.rawValue)
        if place == merged.count || merged[place].name != name {
          self[name].write(to: &writer, spelling: fragments[fragment].spelling)
          continue
        }
        if merged[place].origin == .absent, merged[place].csr == nil, merged[place].parameter == nil {
          writer.encoded(fragments[fragment].absent)
        } else {
          merged[place].write(to: &writer, spelling: fragments[fragment].spelling)
        }
        place += 1
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
  fileprivate func write(to writer: inout JSONWriter, spelling: [UInt8]) {
    writer.write(encoded: spelling)
    writer.object { writer in
      writer.member(Key.value, value)
      if origin == .csr, parameter == nil {
        writer.encoded(EffectiveField.fromRequest)
        writer.member(Key.csr, csr)
        return writer.encoded(EffectiveField.notInForm)
      }
      writer.member(Key.origin, origin.rawValue)
      writer.member(Key.csr, csr)
      writer.member(Key.parameter, parameter)
      writer.member(Key.truncatedFrom, truncatedFrom)
    }
  }

  // What most fields that have a value say beside it, encoded once.
  private static let fromRequest = JSONWriter.fragment { $0.member(Key.origin, ValueOrigin.csr.rawValue) }
  private static let notInForm = JSONWriter.fragment { writer in
    writer.member(Key.parameter, nil as String?)
    writer.member(Key.truncatedFrom, nil as Int?)
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
