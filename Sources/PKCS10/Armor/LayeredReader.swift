// SPDX-License-Identifier: Apache-2.0

/// Reads a window of input in any condition: DER, or text whose wrappings are removed one by one until it can be read.
///
/// After each step all objects are located again; the best result counts. There are at most `ArmorLimits.layers`
/// steps, each linear in the window.
struct LayeredReader {
  /// The objects, with offsets in the window.
  private(set) var found: [LocatedObject] = []
  /// Whether text follows the last object.
  private(set) var hasTextAfter = false
  /// The offset in the window where reading continues; nil for its end.
  private(set) var rest: Int?
  /// The number of bytes of an oversized object beyond the window.
  private(set) var excess = 0
  /// What the window appears to be if nothing was found; nil for blanks.
  private(set) var guess: ForeignObject.Kind?
  /// The steps of work taken.
  private(set) var steps = 0

  init(_ window: Span<UInt8>, limits: ArmorLimits, proof: (Span<UInt8>) -> Bool) {
    var work = WorkLimit(bytes: window.count, limits)
    if let binary = BinaryRun(window, limits: limits, work: &work) {
      found = binary.found
      excess = binary.excess
      rest = binary.rest
    } else {
      read(window, limits: limits, proof: proof, work: &work)
    }
    steps = work.steps
    guard work.isExceeded else { return }
    // The objects found so far depend on where the work stopped.
    found = [LocatedObject(.tooComplex, range: 0..<window.count)]
    (hasTextAfter, rest, excess, guess) = (false, nil, 0, nil)
  }

  private mutating func read(
    _ window: Span<UInt8>, limits: ArmorLimits, proof: (Span<UInt8>) -> Bool, work: inout WorkLimit
  ) {
    var proofs = 0
    let mostProofs = work.limit / WorkLimit.proof
    let countedProof: (Span<UInt8>) -> Bool = { candidate in
      proofs += 1
      return proofs <= mostProofs && proof(candidate)
    }
    var layer = Layer(input: window)
    var used = [Int](repeating: 0, count: Unwrapping.table.count)
    var step = 0
    while step < Unwrapping.plainSteps, work.step() {
      if !layer.counts.isBinary || step < Unwrapping.characterSetSteps,
        let next = Unwrapping.table[step].apply(to: layer, work: &work)
      {
        layer = next
      }
      used[step] += 1
      step += 1
    }
    let plain = layer
    var bestLayer = layer
    var best = Locator.locate(layer.bytes.span, limits: limits, proof: countedProof, work: &work)
    let isUnpromising = layer.counts.isBinary || !best.hasTraces && best.objects.isEmpty && !layer.counts.isEscaped
    for _ in 0..<limits.layers where !best.isComplete && !isUnpromising && !work.isExceeded {
      guard let next = LayeredReader.next(after: layer, from: &step, used: &used, work: &work) else { break }
      layer = next
      let located = Locator.locate(layer.bytes.span, limits: limits, proof: countedProof, work: &work)
      if located.score > best.score || best.objects.isEmpty && !located.objects.isEmpty {
        best = located
        bestLayer = layer
      }
    }
    if !best.isComplete {
      let located = Locator.locate(
        bestLayer.bytes.span, limits: limits, skipsStray: true, proof: countedProof, work: &work)
      if located.score > best.score { best = located }
    }
    work.add(proofs * WorkLimit.proof)
    take(best, of: bestLayer)
    if found.isEmpty { guess = LayeredReader.guess(plain, of: window) }
  }

  /// What a text without an object appears to be; nil for blanks.
  private static func guess(_ layer: Layer, of window: Span<UInt8>) -> ForeignObject.Kind? {
    guard layer.counts.hasContent else { return nil }
    let bytes = layer.bytes.span
    return FileSignature.kind(of: window) ?? FileSignature.kind(of: bytes) ?? MisreadBinary.kind(of: bytes)
      ?? (layer.counts.isBinary ? .other(.binary) : .text)
  }

  /// Removes the next wrapping in turn; each gets its turn before one is removed again.
  private static func next(
    after layer: Layer, from step: inout Int, used: inout [Int], work: inout WorkLimit
  ) -> Layer? {
    for _ in Unwrapping.table.indices {
      let index = step
      step = (step + 1) % Unwrapping.table.count
      guard used[index] < Unwrapping.repeatLimit,
        let next = Unwrapping.table[index].apply(to: layer, work: &work)
      else { continue }
      used[index] += 1
      return next
    }
    return nil
  }

  /// Adopts a result, with offsets in the window and the repairs of the rewriting that touched each object.
  private mutating func take(_ located: LocatedObjects, of layer: Layer) {
    let hasCertain = located.objects.contains { !$0.isWeak }
    for var one in located.objects where !(hasCertain && one.isWeak) {
      one.range = layer.origins.input(of: one.range)
      one.fault = one.fault.map { layer.origins.input(of: $0) }
      one.repairs += layer.marks.touching(one.range)
      if one.isAfterText, !one.isEnclosed { one.repairs.append(.surroundingText) }
      found.append(one)
    }
    hasTextAfter = located.hasTextAfter && found.last.map { !$0.isEnclosed } ?? true
  }
}
