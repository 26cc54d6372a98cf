// SPDX-License-Identifier: Apache-2.0

/// Base64 that is too short to be told from a word, where nothing else is in the text: what is left of a request that was
/// cut off right after its start.
enum BareStub {
  /// Fewer characters do not even hold the first two bytes.
  private static let shortest = 4
  /// More than this is no stub, line ends included.
  private static let longest = 64

  /// What the range is, if all of it is such a stub.
  static func read(_ range: Range<Int>, in bytes: Span<UInt8>, limits: ArmorLimits) -> Found? {
    guard range.count <= longest, range.first.map({ bytes[$0] == 0x4D }) ?? false else { return nil }
    let body = Base64Body(range, in: bytes, stopsAfterObject: false, limit: limits.object)
    guard body.fault == nil, body.characters >= shortest, body.decoded[1] > 0x80 else { return nil }
    guard let cut = ObjectSplit(body.decoded.span).cut else { return nil }
    let kind = ForeignObject.Kind.truncated(have: body.decoded.count, need: cut.needed)
    return Found(kind, range: range, fault: body.end, isWeak: true)
  }
}
