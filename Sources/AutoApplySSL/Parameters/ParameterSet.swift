// SPDX-License-Identifier: Apache-2.0

/// A set of parameters, a bit for each, in the order of the reference.
public struct ParameterSet: Sendable, Hashable {
  private var bits: UInt128 = 0

  /// The empty set.
  public init() {}

  private init(bits: UInt128) { self.bits = bits }

  /// The set of the parameters in a list.
  public init(_ names: [ParameterName]) {
    for name in names { insert(name) }
  }

  /// The parameters that a form has fields for.
  public init(fieldsOf form: OrderForm) {
    for index in form.fields.indices {
      if let name = form.fields[index].parameter { insert(name) }
    }
  }

  /// Whether the set has none.
  public var isEmpty: Bool { bits == 0 }

  /// Whether the parameter is in the set.
  public func contains(_ name: ParameterName) -> Bool { bits & ParameterSet.bit(name) != 0 }

  /// The parameters that the request and the form both may give.
  public static let merged = Parameter.subject.reduce(into: ParameterSet()) { $0.insert($1.name) }

  /// Whether some parameter is in both sets.
  func intersects(_ other: ParameterSet) -> Bool { bits & other.bits != 0 }

  /// The parameters of both sets.
  public func union(_ other: ParameterSet) -> ParameterSet { ParameterSet(bits: bits | other.bits) }

  /// The parameters that are not in the other set.
  public func subtracting(_ other: ParameterSet) -> ParameterSet { ParameterSet(bits: bits & ~other.bits) }

  /// Adds a parameter; false where it was there.
  @discardableResult
  public mutating func insert(_ name: ParameterName) -> Bool {
    let isNew = !contains(name)
    bits |= ParameterSet.bit(name)
    return isNew
  }

  /// Adds a parameter or takes it away.
  mutating func set(_ name: ParameterName, _ isMember: Bool) {
    if isMember { bits |= ParameterSet.bit(name) } else { bits &= ~ParameterSet.bit(name) }
  }

  @inline(__always)
  private static func bit(_ name: ParameterName) -> UInt128 { 1 << UInt128(name.rawValue) }
}

extension ParameterSet: ExpressibleByArrayLiteral {
  /// The set of the parameters listed.
  public init(arrayLiteral names: ParameterName...) { self.init(names) }
}

extension ParameterSet: Sequence {
  /// The parameters in the order of the reference.
  public func makeIterator() -> Iterator { Iterator(bits: bits) }

  /// Goes through a set.
  public struct Iterator: IteratorProtocol {
    fileprivate var bits: UInt128

    /// The next parameter.
    public mutating func next() -> ParameterName? {
      guard bits != 0 else { return nil }
      let position = bits.trailingZeroBitCount
      bits &= bits - 1
      return ParameterName(rawValue: UInt8(position))
    }
  }
}
