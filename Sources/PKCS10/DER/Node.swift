// SPDX-License-Identifier: Apache-2.0

/// One tag, length and content of an encoding, as positions in the bytes it was read from.
///
/// Positions count from the first byte of the whole input, so that a finding can name them.
public struct Node: Sendable, Hashable {
  /// The identifier octets.
  public let tag: Tag
  /// The first byte of the tag.
  public let start: Int
  /// The content, without end-of-contents octets.
  public let content: Range<Int>
  /// One past the last byte, end-of-contents octets included.
  public let end: Int
  /// What in the header is allowed in BER only.
  public let laxity: Laxity

  @inlinable
  init(tag: Tag, start: Int, content: Range<Int>, end: Int, laxity: Laxity) {
    self.tag = tag
    self.start = start
    self.content = content
    self.end = end
    self.laxity = laxity
  }

  /// Header, content and end-of-contents octets.
  @inlinable
  public var whole: Range<Int> { start..<end }

  /// Ways in which a header is valid BER and not DER (X.690 §10.1, §8.1.2.4.2).
  public enum Laxity: UInt8, Sendable {
    /// Nothing: the header is DER.
    case none
    /// The length has more octets than it needs.
    case longLength
    /// The length is indefinite, ended by two zero octets.
    case indefiniteLength
    /// A number below 31 in the high-tag-number form, or one with leading zero octets.
    case longTag
  }
}
