// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// Base64 without BEGIN and END lines.
///
/// The DER header determines where it ends, so text may follow directly.
struct BareRun {
  /// The minimum number of characters.
  private static let shortest = 24

  let start: Int
  /// One past its last character or `=`.
  private(set) var end: Int
  /// The number of Base64 characters by the DER header; nil if the length is indefinite.
  private let needed: Int?
  /// Whether all these characters are present.
  private(set) var isComplete = false

  /// Reads at a character M that starts a word; nil unless the Base64 of a plausible object starts there.
  init?(at start: Int, before limit: Int, in bytes: Span<UInt8>) {
    guard let head = BareRun.head(at: start, before: limit, in: bytes) else { return nil }
    self.start = start
    switch ObjectHeader(0..<head.count, in: head.span) {
    case .total(let total): needed = total < Int.max / 16 ? (total * 8 + 5) / 6 : Int.max
    case .indefinite: needed = nil
    case .short, .none: return nil
    }
    end = start
    gather(before: limit, in: bytes)
    guard end - start >= BareRun.shortest else { return nil }
  }

  /// The first bytes if they are plausible as written, without the blanks among them, or with `+` for each space.
  private static func head(at start: Int, before limit: Int, in bytes: Span<UInt8>) -> [UInt8]? {
    let available = min(limit - start, 16) & ~3
    guard available >= 12 else { return nil }
    // The second character has the upper half of the length's first octet, which is 8 at most.
    guard let second = (start + 1..<min(start + 64, limit)).first(where: { !CharacterClass.isBlank(bytes[$0]) }),
      0x41...0x49 ~= bytes[second]
    else { return nil }
    var text: [UInt8] = []
    for index in start..<start + available { text.append(bytes[index]) }
    if let decoded = Base64.decode(text.span, in: 0..<available)?.bytes {
      return ObjectHeader.isPlausible(0..<decoded.count, in: decoded.span) ? decoded : nil
    }
    var compact: [UInt8] = []
    for index in start..<min(start + 64, limit) where compact.count < 16 && !CharacterClass.isBlank(bytes[index]) {
      compact.append(bytes[index])
    }
    for candidate in [compact, text.map { $0 == 0x20 ? 0x2B : $0 }] {
      guard let decoded = Base64.decode(candidate.span, in: 0..<candidate.count & ~3)?.bytes else { continue }
      if ObjectHeader.isPlausible(0..<decoded.count, in: decoded.span) { return decoded }
    }
    return nil
  }

  /// Advances over words of Base64 until the object is complete or the run seems to end.
  private mutating func gather(before limit: Int, in bytes: Span<UInt8>) {
    var characters = 0
    var position = start
    while position < limit {
      let word = bytes.base64Length(at: position, limit: limit - position)
      guard word > 0 else { break }
      if let needed, characters + word >= needed {
        end = position + needed - characters
        isComplete = true
        extend(before: limit, in: bytes)
        return
      }
      characters += word
      position += word
      end = position
      var lineEnds = 0
      let next = bytes.end(from: position, to: limit, while: CharacterClass.isBlank)
      for index in position..<next where bytes[index] == 0x0A { lineEnds += 1 }
      position = next
      guard position < limit, CharacterClass.isBase64(bytes[position]) else { break }
      if lineEnds > 0, endsBefore(position, characters, lineEnds, limit: limit, in: bytes) { break }
    }
    end = bytes.end(from: end, to: limit) { $0 == 0x3D }
    isComplete = needed == nil
  }

  /// Whether a new line belongs to something else: another request, or words after an empty line.
  private func endsBefore(
    _ position: Int, _ characters: Int, _ lineEnds: Int, limit: Int, in bytes: Span<UInt8>
  ) -> Bool {
    if bytes[position] == 0x4D, let head = BareRun.head(at: position, before: limit, in: bytes),
      ObjectHeader.isRequestStart(0..<head.count, in: head.span)
    {
      return true
    }
    let word = bytes.base64Length(at: position, limit: 16)
    let isLast = needed.map { characters + word >= $0 } ?? true
    let isPadded = position + word < limit && bytes[position + word] == 0x3D
    return lineEnds > 1 && word < 16 && !isLast && !isPadded
  }

  /// Includes the `=` padding, or other data that was encoded together with the object.
  private mutating func extend(before limit: Int, in bytes: Span<UInt8>) {
    guard end < limit, CharacterClass.isBase64(bytes[end]) else {
      var pads = 0
      for position in end..<limit {
        let isPad = bytes[position] == 0x3D
        guard pads < 2, isPad || CharacterClass.isBlank(bytes[position]) && padFollows(position, limit, bytes) else {
          return
        }
        if isPad { pads += 1 }
        end = position + 1
      }
      return
    }
    var position = end
    while position < limit {
      let word = bytes.base64Length(at: position, limit: limit - position)
      guard word > 0 else { break }
      end = position + word
      position = bytes.end(from: end, to: limit, while: CharacterClass.isBlank)
      guard position < limit, bytes.base64Length(at: position, limit: 16) == 16 else { break }
    }
    end = bytes.end(from: end, to: limit) { $0 == 0x3D }
  }

  /// Whether `=` follows the line end at a position.
  private func padFollows(_ start: Int, _ limit: Int, _ bytes: Span<UInt8>) -> Bool {
    let position = bytes.end(from: start, to: min(limit, start + 4), while: CharacterClass.isBlank)
    return position < limit && bytes[position] == 0x3D
  }

  /// The objects in the run.
  func read(
    _ bytes: Span<UInt8>, before limit: Int, limits: ArmorLimits, proof: (Span<UInt8>) -> Bool
  ) -> [LocatedObject] {
    let range = start..<end
    let body = Base64Body(range, in: bytes, stopsAfterObject: false, limit: limits.object)
    if body.isTooLarge { return [LocatedObject(.tooLarge(limit: limits.object), range: range)] }
    let container: ArmoredRequest.Container = body.hasURL ? .base64url : .base64
    var repairs = body.layout.bareRepairs
    if body.layout.innerSpaces > 0 { repairs.append(.lineBreaks) }
    if body.hasWrongPadding, !body.hasURL || body.pads > 0 { repairs.append(.padding) }
    if body.hasURL, body.hasStandard { repairs.append(.base64url) }
    let split = ObjectSplit(body.decoded.span)
    if let mixed = body.firstMixed, !split.isProven(in: body.decoded, by: proof) {
      return [LocatedObject(.malformed(.invalidCharacter(bytes[mixed])), range: range, fault: mixed, isWeak: true)]
    }
    guard split.objects.isEmpty else {
      // An = that is followed directly by more Base64 is not padding.
      let hasRest = end < limit && bytes[end - 1] == 0x3D && CharacterClass.isBase64(bytes[end])
      return split.objects.flatMap {
        LocatedObject.all(
          $0, of: body.decoded, container: container, labelKind: nil, range: range, label: nil,
          repairs: hasRest ? repairs + [.trailingData] : repairs)
      }.map {
        var one = $0
        one.isDoubtful = hasRest || body.hasDashes
        return one
      }
    }
    if let repaired = CharacterRecovery.repair(range, in: bytes, proof: proof) {
      var one = LocatedObject(.empty, range: range)
      one.content = .request(der: repaired.der, container: container, trailing: 0)
      one.repairs =
        body.layout.bareRepairs.filter { !CharacterRecovery.layoutArtifacts.contains($0) } + repaired.repairs
      return [one]
    }
    return [broken(body, split, before: limit, in: bytes)]
  }

  private func broken(_ body: Base64Body, _ split: ObjectSplit, before limit: Int, in bytes: Span<UInt8>)
    -> LocatedObject
  {
    let need = split.cut?.needed
    let isAtFault = end < limit && !CharacterClass.isBlank(bytes[end]) && !BareRun.closers.contains(bytes[end])
    var one =
      isAtFault
      ? LocatedObject(.malformed(.invalidCharacter(bytes[end])), range: start..<end, fault: end)
      : LocatedObject(.truncated(have: body.decoded.count, need: need), range: start..<end, fault: end)
    let missing = (min(need ?? 1 << 32, 1 << 32) * 8 + 5) / 6 - body.characters
    if !isAtFault, body.layout.innerSpaces > 0, missing <= body.layout.innerSpaces {
      one.content = .foreign(.malformed(.lostCharacters(missing: missing, spaces: body.layout.innerSpaces)))
      one.fault = start
    }
    if split.cut == nil, !isAtFault { one.content = .foreign(.malformed(.notDER)) }
    one.isWeak = body.characters < 40
    return one
  }

  /// Characters that end a quotation, an element or a field; anything else within a word is a fault.
  static let closers = Set("\"'`<>,;&)}]|=".utf8)
}

/// Base64 that is too short to distinguish from a word, in a text that contains nothing else: the rest of a request
/// that was truncated right after its start.
enum BareStub {
  /// Fewer characters do not even encode the first two bytes.
  private static let shortest = 4
  /// The maximum length, including line ends.
  private static let longest = 64

  /// The object if the entire range is such a stub, else nil.
  static func read(_ range: Range<Int>, in bytes: Span<UInt8>, limits: ArmorLimits) -> LocatedObject? {
    guard range.count <= longest, range.first.map({ bytes[$0] == 0x4D }) ?? false else { return nil }
    let body = Base64Body(range, in: bytes, stopsAfterObject: false, limit: limits.object)
    guard body.fault == nil, body.characters >= shortest, body.decoded[1] > 0x80 else { return nil }
    guard let cut = ObjectSplit(body.decoded.span).cut else { return nil }
    let kind = ForeignObject.Kind.truncated(have: body.decoded.count, need: cut.needed)
    return LocatedObject(kind, range: range, fault: body.end, isWeak: true)
  }
}
