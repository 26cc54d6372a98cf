// SPDX-License-Identifier: Apache-2.0

/// Values for some rows of the table, looked up by position: a request asks dozens of times.
public struct KnownOIDMap<Value: Sendable>: Sendable, ExpressibleByDictionaryLiteral {
  private var values: [Value?]

  /// A map from pairs.
  public init(dictionaryLiteral pairs: (KnownOID, Value)...) { self.init(pairs) }

  /// A map from pairs; of several for one row the last one counts.
  public init(_ pairs: [(KnownOID, Value)]) {
    values = Array(repeating: nil, count: KnownOID.table.count)
    for (oid, value) in pairs { values[Int(oid.row)] = value }
  }

  /// A value for every row.
  public init(forAll value: (KnownOID) -> Value) {
    values = KnownOID.table.indices.map { value(KnownOID(row: UInt8($0))) }
  }

  /// The value of a row, or nil.
  @inlinable
  public subscript(oid: KnownOID) -> Value? { at(oid) }

  @usableFromInline
  func at(_ oid: KnownOID) -> Value? { values[Int(oid.row)] }
}
