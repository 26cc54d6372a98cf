// SPDX-License-Identifier: Apache-2.0

/// Reads an input window by window, the same way for complete input and for input that arrives in pieces.
///
/// Clean input is read immediately; anything else waits for a full window, which `LayeredReader` reads.
struct ArmorScanner: Sendable {
  let limits: ArmorLimits
  private(set) var isFinished = false

  /// The absolute offset of the next window.
  private var consumed = 0
  private var lines = LineCounter()
  private var items: [ArmorItem] = []
  /// The last request, held back until it is known whether text follows it.
  private var held: ArmoredRequest?
  private var hasText = false
  private var hasFound = false
  private var hasByteOrderMark = false
  /// Bytes of an oversized object that remain to be skipped.
  private var excess = 0
  /// The window is not clean and must have this many bytes before it is read.
  private var wanted = 0
  /// What the input appears to be while nothing is found in it.
  private var guess: (kind: ForeignObject.Kind, position: ArmorPosition)?

  init(limits: ArmorLimits) {
    self.limits = limits
  }

  /// Returns the items read since the last call.
  mutating func takeItems() -> [ArmorItem] {
    defer { items = [] }
    return items
  }

  /// Reads from the start of the window, which must be the position that was consumed last.
  ///
  /// - Parameter isLast: whether the input ends with the window.
  /// - Returns: the number of bytes consumed, at least one; nil if more are needed, which a full window never does.
  mutating func advance(_ window: Span<UInt8>, isLast: Bool, proof: (Span<UInt8>) -> Bool) -> Int? {
    let isFull = isLast || window.count >= limits.window
    guard isFull || window.count >= wanted else { return nil }
    wanted = 0
    if excess > 0 {
      let skipped = min(excess, window.count)
      excess -= skipped
      return consume(skipped, of: window)
    }
    var position = 0
    if consumed == 0 {
      guard isFull || window.count >= 3 else { return nil }
      hasByteOrderMark = window.hasBytes([0xEF, 0xBB, 0xBF], at: 0)
      if hasByteOrderMark { position = 3 }
    }
    let outcome = readClean(window, from: &position, isLast: isLast)
    if position > 0 { return consume(position, of: window) }
    switch outcome {
    case .needsMore where !isFull:
      wanted = window.count + max(window.count / 4, 256)
      return nil
    default:
      guard isFull else {
        wanted = limits.window
        return nil
      }
      return readLayered(window, isLast: isLast, proof: proof)
    }
  }

  /// Marks the end of the input, or that it exceeds the limit.
  mutating func finish(isOverLimit: Bool = false) {
    guard !isFinished else { return }
    isFinished = true
    if hasText { held?.add([.surroundingText]) }
    release()
    if isOverLimit {
      items.append(.other(.oversizedInput(limit: limits.input, at: lines.current)))
    } else if !hasFound {
      let position = guess?.position ?? LineCounter().current
      items.append(.other(ForeignObject(guess?.kind ?? .empty, position: position)))
    }
  }

  /// Reads consecutive clean requests; `position` advances past them and the blanks between them.
  private mutating func readClean(
    _ window: Span<UInt8>, from position: inout Int, isLast: Bool
  ) -> CleanReader.Outcome {
    while true {
      var lineStart = position
      let next = window.end(from: position, to: window.count, while: CharacterClass.isBlank)
      for index in position..<next where CharacterClass.isLineEnd(window[index]) { lineStart = index + 1 }
      position = next
      guard position < window.count else {
        // They may be the indentation of a line that has not arrived.
        if !isLast { position = lineStart }
        return .needsMore
      }
      let outcome = CleanReader.read(window, at: position, isLast: isLast, limit: limits.object)
      guard case .request(let clean, let end) = outcome, end > position else {
        // The preceding blanks may be the indentation of all its lines.
        position = lineStart
        return outcome
      }
      let place = lines.position(of: consumed + position, in: window, base: consumed)
      deliver(
        ArmoredRequest(
          der: clean.der, container: clean.container, label: clean.label, repairs: clean.repairs, position: place,
          trailingBytes: 0))
      lines.skip(to: consumed + end, lines: clean.lines, lastLineStart: clean.lastLineStart.map { consumed + $0 })
      position = end
    }
  }

  private mutating func readLayered(_ window: Span<UInt8>, isLast: Bool, proof: (Span<UInt8>) -> Bool) -> Int {
    let reading = LayeredReader(window, limits: limits, proof: proof)
    // An object that reaches the window's end may continue; the next window reads it again unless it fills this one.
    let edge = isLast ? Int.max : window.count - min(256, window.count / 4)
    var cut = reading.rest ?? (isLast || reading.excess > 0 ? window.count : lastLineEnd(window))
    for one in reading.found {
      if reading.excess == 0, one.range.upperBound > edge, one.range.lowerBound > 0, one.range.lowerBound < cut {
        cut = one.range.lowerBound
        break
      }
      deliver(one, in: window)
      if one.range.upperBound > cut { cut = min(one.range.upperBound, window.count) }
    }
    excess = reading.excess
    hasText = hasText || reading.hasTextAfter
    if !hasFound, guess == nil { guess = reading.guess.map { ($0, lines.current) } }
    return consume(max(cut, 1), of: window)
  }

  private func lastLineEnd(_ window: Span<UInt8>) -> Int {
    let end = window.start(from: window.count, to: 1) { !CharacterClass.isLineEnd($0) }
    return end > 1 ? end : window.count
  }

  private mutating func deliver(_ one: LocatedObject, in window: Span<UInt8>) {
    let place = lines.position(of: consumed + one.range.lowerBound, in: window, base: consumed)
    let block = window.extracting(one.range.clamped(to: 0..<window.count))
    switch one.content {
    case .request(let der, let container, let trailing):
      let map = container == .pem ? LineMap(block, line: place.line, octets: der.count + trailing) : nil
      deliver(
        ArmoredRequest(
          der: der, container: container, label: one.label, repairs: ArmorRepair.sorted(one.repairs),
          position: place, trailingBytes: trailing, enclosure: one.enclosure,
          lineMap: one.enclosure == nil ? map : nil))
    case .foreign(let kind):
      release()
      hasFound = true
      hasText = false
      let fault = one.fault.map { lines.position(of: consumed + $0, in: window, base: consumed) }
      items.append(
        .other(
          ForeignObject(
            kind, label: one.label, position: place, fault: fault, isBinary: one.isBinary,
            unusualLine: one.isBinary ? nil : LineMap(block, line: place.line, octets: nil)?.unusualLine)))
    }
  }

  private mutating func deliver(_ request: ArmoredRequest) {
    release()
    hasFound = true
    var request = request
    if hasByteOrderMark { request.add([.bom]) }
    if hasText { request.add([.surroundingText]) }
    hasByteOrderMark = false
    hasText = false
    held = request
  }

  private mutating func release() {
    if let held { items.append(.request(held)) }
    held = nil
  }

  private mutating func consume(_ count: Int, of window: Span<UInt8>) -> Int {
    lines.advance(to: consumed + count, in: window, base: consumed)
    consumed += count
    return count
  }
}

/// Converts offsets to lines and columns in one forward pass.
///
/// Each byte is examined once as long as offsets are queried in ascending order. NUL bytes are skipped, so that the
/// lines of UTF-16 are counted too.
struct LineCounter: Sendable {
  private(set) var offset = 0
  private var line = 1
  private var lineStart = 0
  private var isAfterCR = false

  /// The current position.
  var current: ArmorPosition {
    ArmorPosition(offset: offset, line: line, column: offset - lineStart + 1)
  }

  /// Advances to the absolute offset `target`; `window` starts at the absolute offset `base`.
  mutating func advance(to target: Int, in window: Span<UInt8>, base: Int) {
    guard offset >= base, offset < target else { return }
    for index in (offset - base)..<max(offset - base, min(target - base, window.count)) {
      let byte = window[index]
      offset += 1
      if byte == 0 { continue }
      if byte == 0x0A || byte == 0x0D {
        if byte == 0x0D || !isAfterCR { line += 1 }
        lineStart = offset
      }
      isAfterCR = byte == 0x0D
    }
  }

  /// The position of an absolute offset, or the current position if the offset precedes it.
  mutating func position(of target: Int, in window: Span<UInt8>, base: Int) -> ArmorPosition {
    advance(to: target, in: window, base: base)
    return current
  }

  /// Skips bytes whose line ends were counted elsewhere; `lastLineStart` is absolute, and nil without a line end.
  mutating func skip(to target: Int, lines: Int, lastLineStart: Int?) {
    offset = target
    line += lines
    if let lastLineStart { lineStart = lastLineStart }
    isAfterCR = false
  }
}
