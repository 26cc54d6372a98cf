// SPDX-License-Identifier: Apache-2.0
import FuzzSupport
import PKCS10

/// Small limits, so that short inputs have several windows and objects that are too large.
private let limits = ArmorLimits(input: 1 << 20, object: 2048, window: 4096, layers: 12)

/// Any bytes as pasted input, all at once and in pieces, with the same results.
@c(LLVMFuzzerTestOneInput)
public func fuzzArmor(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = fuzzInput(data, size)
  // Accepts some guesses and rejects others, without verifying signatures.
  let proof = { (candidate: Span<UInt8>) in candidate.count % 2 == 0 }
  let reading = Armor.read(input.span, limits: limits, proof: proof)
  var stream = ArmorStream(limits: limits)
  var pieced = ArmorReading()
  for piece in pieces(input) {
    stream.append(piece.span)
    while let item = stream.next(proof: proof) { pieced.append(item) }
  }
  stream.finish()
  while let item = stream.next(proof: proof) { pieced.append(item) }
  require(reading.requests == pieced.requests, "the requests depend on the pieces")
  require(reading.others == pieced.others, "all at once: \(reading.others), in pieces: \(pieced.others)")
  require(!reading.requests.isEmpty || !reading.others.isEmpty, "nothing explains the input")
  let positions = reading.requests.map(\.position) + reading.others.map(\.position)
  require(positions.allSatisfy { 0...input.count ~= $0.offset }, "a position is outside the input")
  return 0
}
