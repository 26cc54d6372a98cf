// SPDX-License-Identifier: Apache-2.0

/// Finds requests in an input that arrives in pieces, in bounded memory.
///
/// The items are those that `Armor.read` gives for the whole, however the pieces are cut. One item may be held back
/// until what follows it is known. An input over `limits.input` ends with one `tooLarge` object after the items
/// before it.
public struct ArmorStream: Sendable {
  private var scanner: ArmorScanner
  private var buffer: [UInt8] = []
  private var head = 0
  private var received = 0
  private var isFinished = false
  private var isOverLimit = false
  private var items: [ArmorItem] = []
  private var nextItem = 0

  /// A stream at its start.
  public init(limits: ArmorLimits = .standard) {
    scanner = ArmorScanner(limits: limits)
  }

  /// Takes the next piece; bytes after `finish` or over the limit are dropped.
  public mutating func append(_ chunk: Span<UInt8>) {
    guard !isFinished, !isOverLimit else { return }
    let taken = min(chunk.count, scanner.limits.input - received)
    isOverLimit = taken < chunk.count
    received += taken
    if head > buffer.count / 2 {
      buffer.removeSubrange(0..<head)
      head = 0
    }
    buffer.append(addingCapacity: taken) { output in
      for index in 0..<taken { output.append(chunk[index]) }
    }
  }

  /// Says that nothing more will come.
  public mutating func finish() {
    isFinished = true
  }

  /// The next item, or nil: before `finish` when more input is needed, after it at the end.
  ///
  /// `proof` is that of `Armor.read`.
  public mutating func next(proof: (Span<UInt8>) -> Bool) -> ArmorItem? {
    while true {
      if nextItem < items.count {
        defer { nextItem += 1 }
        return items[nextItem]
      }
      items = scanner.takeItems()
      nextItem = 0
      if !items.isEmpty { continue }
      guard advance(proof: proof) else { return nil }
    }
  }

  /// Reads one window on; false when nothing more can be read now.
  private mutating func advance(proof: (Span<UInt8>) -> Bool) -> Bool {
    if head < buffer.count {
      let end = min(head + scanner.limits.window, buffer.count)
      let isLast = isFinished && !isOverLimit && end == buffer.count
      // A span of the buffer keeps all of self borrowed.
      var scanner = scanner
      let consumed = scanner.advance(buffer.span.extracting(head..<end), isLast: isLast, proof: proof)
      self.scanner = scanner
      if let consumed {
        head += consumed
        return true
      }
    }
    guard isFinished || isOverLimit, !scanner.isFinished else { return false }
    scanner.finish(isOverLimit: isOverLimit)
    return true
  }
}
