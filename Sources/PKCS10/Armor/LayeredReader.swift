// SPDX-License-Identifier: Apache-2.0

/// Reads a window of input in any state: DER, or text whose wrappings are undone one by one until what is in it can be
/// read.
///
/// After each step everything is located again; the best of these readings counts. There are at most
/// `ArmorLimits.layers` steps, each linear, so that the whole is linear.
struct LayeredReader {
  /// What was found, with offsets in the window.
  private(set) var found: [Found] = []
  /// Whether text stands after the last.
  private(set) var hasTextAfter = false
  /// Where reading goes on within the window; nil for its end.
  private(set) var rest: Int?
  /// Bytes of an oversized object that lie beyond the window.
  private(set) var excess = 0
  /// What the window is, if nothing was found; nil for blanks.
  private(set) var guess: ForeignObject.Kind?
  /// The steps of work that it took.
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
    // What was found until then depends on where the work stopped.
    found = [Found(.tooComplex, range: 0..<window.count)]
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
      if !layer.census.isBinary || step == 0, let next = Unwrapping.table[step].apply(to: layer, work: &work) {
        layer = next
      }
      used[step] += 1
      step += 1
    }
    if layer.census.hasContent {
      let fallback: ForeignObject.Kind = layer.census.isBinary ? .other("binary data") : .text
      guess = FileSignature.kind(of: layer.bytes.span) ?? fallback
    }
    var bestLayer = layer
    var best = Locator.locate(layer.bytes.span, limits: limits, proof: countedProof, work: &work)
    let isHopeless = layer.census.isBinary || !best.hasTraces && best.found.isEmpty && !layer.census.isEscaped
    for _ in 0..<limits.layers where !best.isComplete && !isHopeless && !work.isExceeded {
      guard let next = LayeredReader.next(after: layer, from: &step, used: &used, work: &work) else { break }
      layer = next
      let findings = Locator.locate(layer.bytes.span, limits: limits, proof: countedProof, work: &work)
      if findings.score > best.score || best.found.isEmpty && !findings.found.isEmpty {
        best = findings
        bestLayer = layer
      }
    }
    if !best.isComplete {
      let findings = Locator.locate(
        bestLayer.bytes.span, limits: limits, skipsStray: true, proof: countedProof, work: &work)
      if findings.score > best.score { best = findings }
    }
    work.add(proofs * WorkLimit.proof)
    take(best, of: bestLayer)
  }

  /// The layer that the next wrapping in turn leaves; each gets its turn before one is undone again.
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

  /// Takes a reading over, in the window's offsets, with the repairs of the rewriting that touched each part.
  private mutating func take(_ findings: Findings, of layer: Layer) {
    let hasCertain = findings.found.contains { !$0.isWeak }
    for var one in findings.found where !(hasCertain && one.isWeak) {
      one.range = layer.origins.input(of: one.range)
      one.fault = one.fault.map { layer.origins.input(of: $0) }
      one.repairs += layer.marks.touching(one.range)
      if one.isAfterText, !one.isEnclosed { one.repairs.append(.surroundingText) }
      found.append(one)
    }
    hasTextAfter = findings.hasTextAfter && found.last.map { !$0.isEnclosed } ?? true
  }
}
