// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

/// What is written of a parameter whatever its value, encoded once.
struct ParameterFragment: Sendable {
  /// `"csr"`
  let spelling: [UInt8]
  /// `"csr":{"value":null,"origin":"none",…}`, what most fields of most orders are.
  let absent: [UInt8]

  /// One for each parameter, by its name's raw value.
  static let all = ParameterName.allCases.map(ParameterFragment.init)

  private init(_ name: ParameterName) {
    spelling = JSONWriter.fragment { $0.string(name.spelling) }
    absent = JSONWriter.fragment { writer in
      writer.write(named: name.spelling)
      writer.object { writer in
        writer.member(Key.value, nil as String?)
        writer.member(Key.origin, ValueOrigin.absent.rawValue)
        writer.member(Key.csr, nil as String?)
        writer.member(Key.parameter, nil as String?)
        writer.member(Key.truncatedFrom, nil as Int?)
      }
    }
  }
}
