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
  @inline(__always)
  fileprivate func write(to writer: inout JSONWriter) {
    let all = ParameterFragment.all
    let fragments = all.span
    let isAbsent = origin == .absent && value == nil && csr == nil && parameter == nil && truncatedFrom == nil
    if isAbsent { return writer.encoded(fragments[Int(name.rawValue)].absent) }
    writer.write(encoded: fragments[Int(name.rawValue)].spelling)
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
