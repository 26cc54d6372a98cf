// SPDX-License-Identifier: Apache-2.0

/// Finds bare Base64 and hex in text outside PEM blocks.
enum FreeText {
  /// A word of Base64 characters that is part of nothing and at least this long may be another wrapping.
  private static let hintLength = 80
  /// The shortest word that can be a piece of armor between two escaped characters.
  private static let traceLength = 20

  /// Adds the objects in the range, in one pass.
  static func scan(
    _ range: Range<Int>, in bytes: Span<UInt8>, limits: ArmorLimits, proof: (Span<UInt8>) -> Bool,
    work: inout WorkLimit, into located: inout LocatedObjects
  ) {
    let first = located.objects.count
    var position = range.lowerBound
    var pairs = 0
    var budget = range.count
    while position < range.upperBound, work.step() {
      let byte = bytes[position]
      guard CharacterClass.isBase64(byte) || byte == 0x5C else {
        position += 1
        continue
      }
      let word = bytes.base64Length(at: position, limit: range.upperBound - position)
      let start = firstLetter(position, word, in: bytes)
      if let (found, end) = object(at: start, before: range.upperBound, in: bytes, limits: limits, proof: proof) {
        located.objects += found
        work.add(max(0, end - position))
        position = max(end, position + 1)
        continue
      }
      if word > 0,
        let (found, end) = binary(
          at: position + word - 1, before: range.upperBound, in: bytes, limits: limits, budget: &budget, proof: proof)
      {
        located.objects.append(found)
        position = max(end, position + 1)
        continue
      }
      pairs = word <= 4 ? pairs + 1 : 0
      if word >= traceLength || pairs >= traceLength { located.hasTraces = true }
      if word >= hintLength { located.hints += 1 }
      position += max(word, 1)
    }
    guard located.objects.count == first else { return }
    if let stub = BareStub.read(bytes.trimmed(range), in: bytes, limits: limits) { located.objects.append(stub) }
  }

  /// The first bytes of private keys that have neither DER nor a BEGIN line.
  private static let secrets: [(start: [UInt8], form: ForeignObject.PrivateKeyForm)] = [
    (Array("PuTTY-User-Key-File-".utf8), .putty),
    (Array("b3BlbnNzaC1rZXktdjE".utf8), .openSSH),
  ]

  /// The first letter or digit of a word, after a sign such as a diff's `+`, a list's `-` or a path's `/`.
  private static func firstLetter(_ position: Int, _ word: Int, in bytes: Span<UInt8>) -> Int {
    let start = bytes.end(from: position, to: position + word) {
      !CharacterClass.isLetter($0) && !CharacterClass.isDigit($0)
    }
    return start < position + word ? start : position
  }

  /// A request in binary DER inside text, for example after HTTP headers; the 0 (0x30) of its first byte ends a word.
  ///
  /// Removing wrappings may have changed the bytes, so the self-signature must confirm the request. Requests may appear
  /// to start within each other; signatures are checked over at most `budget` bytes in total.
  private static func binary(
    at start: Int, before limit: Int, in bytes: Span<UInt8>, limits: ArmorLimits, budget: inout Int,
    proof: (Span<UInt8>) -> Bool
  ) -> (found: LocatedObject, end: Int)? {
    guard start >= 0, start + 1 < limit, bytes[start] == 0x30, bytes[start + 1] > 0x80 else { return nil }
    guard ObjectHeader.isRequestStart(start..<min(start + 16, limit), in: bytes) else { return nil }
    guard case .total(let total) = ObjectHeader(start..<limit, in: bytes) else { return nil }
    guard total <= limits.object, total <= limit - start, total <= budget else { return nil }
    let range = start..<start + total
    guard ObjectIdentity.isRequest(range, in: bytes) else { return nil }
    budget -= total
    guard proof(bytes.extracting(range)) else { return nil }
    let der = [UInt8](capacity: total) { output in
      for index in range { output.append(bytes[index]) }
    }
    var found = LocatedObject(.empty, range: range)
    found.content = .request(der: der, container: .der, trailing: 0)
    return (found, range.upperBound)
  }

  private static func object(
    at start: Int, before limit: Int, in bytes: Span<UInt8>, limits: ArmorLimits, proof: (Span<UInt8>) -> Bool
  ) -> (found: [LocatedObject], end: Int)? {
    if bytes[start] == 0x4D {
      guard let run = BareRun(at: start, before: limit, in: bytes) else { return nil }
      return (run.read(bytes, before: limit, limits: limits, proof: proof), run.end)
    }
    if let secret = secrets.first(where: { bytes.hasBytes($0.start, at: start) }) {
      let end = min(start + secret.start.count, limit)
      return ([LocatedObject(.privateKey(secret.form), range: start..<end)], end)
    }
    guard let run = HexRun(at: start, before: limit, in: bytes, limits: limits) else { return nil }
    return (run.read(bytes, before: limit, limits: limits), run.range.upperBound)
  }
}
