// SPDX-License-Identifier: Apache-2.0

/// A set of parameters as a bit set, in the order of the reference.
package struct ParameterSet: Sendable, Hashable {
  private var bits: UInt128 = 0

  /// The empty set.
  package init() {}

  private init(bits: UInt128) { self.bits = bits }

  /// Creates a set from a list of parameters.
  package init(_ names: [ParameterName]) {
    for name in names { insert(name) }
  }

  /// Creates the set of parameters that a form has fields for.
  package init(fieldsOf form: OrderForm) {
    for index in form.fields.indices {
      if let name = form.fields[index].parameter { insert(name) }
    }
  }

  /// Whether the set has no members.
  package var isEmpty: Bool { bits == 0 }

  /// Whether the parameter is in the set.
  package func contains(_ name: ParameterName) -> Bool { bits & ParameterSet.bit(name) != 0 }

  /// The parameters that both the CSR and the form can supply.
  package static let merged = Parameter.subject.reduce(into: ParameterSet()) { $0.insert($1.name) }

  /// Whether the sets have a common member.
  func intersects(_ other: ParameterSet) -> Bool { bits & other.bits != 0 }

  /// The parameters that are in either set.
  package func union(_ other: ParameterSet) -> ParameterSet { ParameterSet(bits: bits | other.bits) }

  /// The parameters that are not in the other set.
  package func subtracting(_ other: ParameterSet) -> ParameterSet { ParameterSet(bits: bits & ~other.bits) }

  /// Adds a parameter; returns false if it was already a member.
  @discardableResult
  package mutating func insert(_ name: ParameterName) -> Bool {
    let isNew = !contains(name)
    bits |= ParameterSet.bit(name)
    return isNew
  }

  /// Adds or removes a parameter.
  mutating func set(_ name: ParameterName, _ isMember: Bool) {
    if isMember { bits |= ParameterSet.bit(name) } else { bits &= ~ParameterSet.bit(name) }
  }

  @inline(__always)
  private static func bit(_ name: ParameterName) -> UInt128 { 1 << UInt128(name.rawValue) }
}

extension ParameterSet: ExpressibleByArrayLiteral {
  /// Creates a set from the listed parameters.
  package init(arrayLiteral names: ParameterName...) { self.init(names) }
}

extension ParameterSet: Sequence {
  /// The parameters in the order of the reference.
  package func makeIterator() -> Iterator { Iterator(bits: bits) }

  /// Iterates over a set.
  package struct Iterator: IteratorProtocol {
    fileprivate var bits: UInt128

    /// The next parameter.
    package mutating func next() -> ParameterName? {
      guard bits != 0 else { return nil }
      let position = bits.trailingZeroBitCount
      bits &= bits - 1
      return ParameterName(rawValue: UInt8(position))
    }
  }
}
