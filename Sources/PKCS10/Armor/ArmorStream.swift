// SPDX-License-Identifier: Apache-2.0

/// Finds CSRs in an input that arrives in pieces, in bounded memory.
///
/// The items are those that `Armor.read` returns for the complete input, however it is split. One item may be held
/// back until the following bytes are known. An input over `limits.input` ends with one `inputTooLarge` object after
/// the items before it.
package struct ArmorStream: Sendable {
  private var scanner: ArmorScanner
  private var buffer: [UInt8] = []
  private var head = 0
  private var received = 0
  private var isFinished = false
  private var isOverLimit = false
  private var items: [ArmorItem] = []
  private var nextItem = 0

  /// Creates a stream.
  package init(limits: ArmorLimits = .standard) {
    scanner = ArmorScanner(limits: limits)
  }

  /// Appends the next piece; bytes after `finish` or over the limit are discarded.
  package mutating func append(_ chunk: Span<UInt8>) {
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

  /// Marks the end of the input.
  package mutating func finish() {
    isFinished = true
  }

  /// Returns the next item; nil means that more input is needed before `finish`, and the end after it.
  ///
  /// - Parameter proof: as in `Armor.read`.
  package mutating func next(proof: (Span<UInt8>) -> Bool) -> ArmorItem? {
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

  /// Reads one window; returns false if nothing more can be read now.
  private mutating func advance(proof: (Span<UInt8>) -> Bool) -> Bool {
    // Whether a window of exactly the full size is the last one is known only when more arrives or the input ends.
    let isUndecided = !isFinished && !isOverLimit && buffer.count - head == scanner.limits.window
    if head < buffer.count, !isUndecided {
      let end = min(head + scanner.limits.window, buffer.count)
      let isLast = isFinished && !isOverLimit && end == buffer.count
      // A span of the buffer keeps all of `self` borrowed.
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
