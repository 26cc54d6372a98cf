// SPDX-License-Identifier: Apache-2.0

/// The consecutive objects in decoded bytes.
struct ObjectSplit {
  struct Object {
    let range: Range<Int>
    let identity: ObjectIdentity
    /// The number of bytes after the last object; 0 for any other.
    var trailing = 0

    /// Whether it is a request or contains requests.
    var isRequest: Bool {
      switch identity {
      case .request, .enclosing: true
      case .foreign, .unknown: false
      }
    }
  }

  private(set) var objects: [Object] = []
  /// An object that is cut off by the end of the bytes.
  struct Cut {
    /// The total length, if known.
    let needed: Int?
  }

  /// The incomplete object at the end, if any.
  private(set) var cut: Cut?

  init(_ bytes: Span<UInt8>) {
    var position = 0
    while position < bytes.count {
      guard let end = ObjectSplit.end(at: position, in: bytes, cut: &cut), end > position else { break }
      let range = position..<end
      if !objects.isEmpty, !ObjectHeader.isPlausible(range, in: bytes) { break }
      objects.append(Object(range: range, identity: ObjectIdentity(range, in: bytes)))
      position = end
      // After a malformed object, the next boundary is unreliable.
      if case .unknown(.some) = objects[objects.count - 1].identity { break }
    }
    if !objects.isEmpty {
      objects[objects.count - 1].trailing = bytes.count - position
      cut = nil
    }
  }

  /// Whether the objects contain a request whose self-signature confirms what was decoded.
  func isProven(in bytes: [UInt8], by proof: (Span<UInt8>) -> Bool) -> Bool {
    objects.contains { object in
      switch object.identity {
      case .request: proof(bytes.span.extracting(object.range))
      case .enclosing(let requests): requests.contains { proof($0.der.span) }
      case .foreign, .unknown: false
      }
    }
  }

  private static func end(at start: Int, in bytes: Span<UInt8>, cut: inout Cut?) -> Int? {
    switch ObjectHeader(start..<bytes.count, in: bytes) {
    case .total(let total):
      guard total <= bytes.count - start else {
        cut = Cut(needed: total)
        return nil
      }
      return start + total
    case .indefinite:
      var cursor = Cursor(start..<bytes.count)
      do throws(DERError) { return try cursor.next(in: bytes).end } catch {
        if error.isCut { cut = Cut(needed: nil) }
        return nil
      }
    case .short:
      cut = Cut(needed: nil)
      return nil
    case .none:
      // A curve name is a bare OBJECT IDENTIFIER.
      var cursor = Cursor(start..<bytes.count)
      guard start == 0, bytes.count > 2, bytes[0] == 0x06, let node = try? cursor.next(in: bytes) else { return nil }
      return node.end == bytes.count ? node.end : nil
    }
  }
}

extension DERError {
  /// Whether more bytes might have made the encoding valid.
  fileprivate var isCut: Bool {
    switch self {
    case .truncatedHeader, .truncatedContent, .malformedIndefiniteLength: true
    default: false
    }
  }
}
