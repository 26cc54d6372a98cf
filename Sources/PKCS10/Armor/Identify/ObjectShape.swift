// SPDX-License-Identifier: Apache-2.0


/// A node and its first children.
struct ObjectShape {
  /// More children than any object needs to be told by.
  private static let most = 12

  let root: Node
  private(set) var children: [Node] = []

  init(_ root: Node, in bytes: Span<UInt8>) throws(DERError) {
    self.root = root
    guard root.tag.isConstructed else { return }
    var cursor = Cursor(root.content)
    while !cursor.isAtEnd, children.count < ObjectShape.most {
      children.append(try cursor.next(in: bytes))
    }
  }

  func tag(_ index: Int) -> Tag? {
    index < children.count ? children[index].tag : nil
  }

  func firstOctet(_ index: Int, in bytes: Span<UInt8>) -> UInt8? {
    guard index < children.count, let first = children[index].content.first else { return nil }
    return bytes[first]
  }

  /// Whether the child is, or starts with, an identifier below 1.2.840.113549.1.7.
  func startsWithPKCS7(_ index: Int, in bytes: Span<UInt8>) -> Bool {
    guard index < children.count else { return false }
    let arc: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07]
    // In a SEQUENCE the identifier's own tag and length come first.
    let start = children[index].content.lowerBound + (children[index].tag == .sequence ? 2 : 0)
    guard children[index].end - start >= arc.count else { return false }
    for offset in 0..<arc.count where bytes[start + offset] != arc[offset] { return false }
    return true
  }
}
