// SPDX-License-Identifier: Apache-2.0

/// An algorithm and its parameters (RFC 5280 §4.1.1.2).
public struct AlgorithmIdentifier: Sendable, Hashable {
  /// The whole SEQUENCE.
  public let whole: Range<Int>
  /// The algorithm.
  public let oid: OIDReference
  /// The parameters, if there are any.
  public let parameters: Node?

  static func read(_ node: Node, in bytes: Span<UInt8>, notes: inout [Irregularity]) throws(DERError) -> Self {
    var cursor = Cursor(node.content)
    let oid = notes.reference(try cursor.next(.objectIdentifier, in: bytes), in: bytes)
    var parameters: Node?
    if !cursor.isAtEnd { parameters = try cursor.next(in: bytes) }
    if !cursor.isAtEnd { notes.append(Irregularity(.trailingData, cursor.position..<cursor.end)) }
    notes.note(node)
    if let parameters { notes.check(parameters, in: bytes) }
    return AlgorithmIdentifier(whole: node.whole, oid: oid, parameters: parameters)
  }
}
