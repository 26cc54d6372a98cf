// SPDX-License-Identifier: Apache-2.0

/// The content after a BEGIN line: the Base64 up to the next marker, decoded.
struct PEMBlock {
  private let begin: Marker
  private let footer: Marker?
  private let headers: PEMHeaders
  private let body: Base64Body
  private let bodyLimit: Int
  private let repairs: [ArmorRepair]
  private let limits: ArmorLimits

  /// Where reading continues.
  var end: Int { footer?.range.upperBound ?? max(body.end, begin.range.upperBound) }

  /// - Parameters:
  ///   - next: the marker after the BEGIN line, if any.
  ///   - skipsStray: whether to skip characters that are not Base64 if the length is right without them.
  init(_ begin: Marker, next: Marker?, in bytes: Span<UInt8>, limits: ArmorLimits, skipsStray: Bool) {
    self.begin = begin
    self.limits = limits
    footer = next?.kind == .end ? next : nil
    bodyLimit = next?.range.lowerBound ?? bytes.count
    let range = begin.range.upperBound..<bodyLimit
    headers = PEMHeaders(range, in: bytes)
    body = Base64Body(
      headers.end..<bodyLimit, in: bytes, stopsAfterObject: footer == nil,
      skipsStray: skipsStray && footer != nil, limit: limits.object)
    repairs = PEMBlock.repairs(begin, footer, headers, body, in: bytes)
  }

  /// The objects in the block.
  func read(_ bytes: Span<UInt8>, proof: (Span<UInt8>) -> Bool) -> [LocatedObject] {
    let label = begin.normalLabel
    let labelKind = PEMLabel.kind(label, isEncrypted: headers.isEncrypted)
    let split = ObjectSplit(body.decoded.span)
    // There is more between the end of the Base64 and the END line.
    let hasRest = footer != nil && body.stray == 0 && !bytes.trimmed(body.end..<max(body.end, bodyLimit)).isEmpty
    if body.isTooLarge {
      return [located(labelKind ?? .tooLarge(limit: limits.object), fault: nil)]
    }
    if labelKind == nil, let mixed = body.firstMixed, !split.isProven(in: body.decoded, by: proof) {
      return [located(.malformed(.invalidCharacter(bytes[mixed])), fault: mixed)]
    }
    guard split.objects.isEmpty || headers.isEncrypted && labelKind != nil else {
      if body.stray > 0, split.objects.count > 1 || split.objects[0].trailing > 0 || !split.objects[0].isRequest {
        return [broken(split, in: bytes)]
      }
      let repairs = repairs + labelRepairs(label) + (hasRest ? [.trailingData] : [])
      return split.objects.flatMap { object in
        LocatedObject.all(
          object, of: body.decoded, container: .pem, labelKind: labelKind, range: begin.range.lowerBound..<end,
          label: begin.label, repairs: repairs)
      }.map {
        var one = $0
        one.isDoubtful = hasRest || body.hasDashes
        return one
      }
    }
    if let labelKind { return [located(labelKind, fault: body.fault)] }
    let area = headers.end..<(footer == nil ? max(body.end, headers.end) : bodyLimit)
    if body.fault.map({ $0 >= area.upperBound }) ?? true,
      let repaired = CharacterRecovery.repair(area, in: bytes, proof: proof)
    {
      var one = located(.empty, fault: nil)
      one.content = .request(der: repaired.der, container: .pem, trailing: 0)
      one.repairs =
        (repairs + labelRepairs(label)).filter { !CharacterRecovery.layoutArtifacts.contains($0) } + repaired.repairs
      return [one]
    }
    return hexadecimal(bytes) ?? [broken(split, in: bytes)]
  }

  /// The objects in hex digits instead of Base64.
  private func hexadecimal(_ bytes: Span<UInt8>) -> [LocatedObject]? {
    guard let run = HexRun(at: body.start, before: bodyLimit, in: bytes, limits: limits) else { return nil }
    let found = run.read(bytes, before: bodyLimit, limits: limits).filter { !$0.isWeak }
    guard !found.isEmpty else { return nil }
    return found.map {
      var one = $0
      one.range = begin.range.lowerBound..<end
      one.label = begin.label
      return one
    }
  }

  /// The best explanation of a body without a complete object.
  private func broken(_ split: ObjectSplit, in bytes: Span<UInt8>) -> LocatedObject {
    if let fault = body.fault, fault < bodyLimit,
      footer != nil || body.end + 1 >= fault && !isClosed(at: fault, in: bytes)
    {
      var one = located(.malformed(.invalidCharacter(bytes[fault])), fault: fault)
      one.isWeak = body.characters < 8
      return one
    }
    guard body.characters > 0 else {
      var one = located(.malformed(.emptyBody), fault: nil)
      one.isWeak = true
      return one
    }
    guard let needed = split.cut?.needed else {
      let isCut = split.cut != nil || body.isFirstCharacter
      var one =
        isCut
        ? located(.truncated(have: body.decoded.count, need: nil), fault: body.end)
        : located(.malformed(.notDER), fault: body.start)
      one.isWeak = body.characters < 24
      return one
    }
    let missing = (min(needed, limits.object) * 8 + 5) / 6 - body.characters
    if body.layout.innerSpaces > 0, missing <= body.layout.innerSpaces {
      return located(
        .malformed(.lostCharacters(missing: missing, spaces: body.layout.innerSpaces)), fault: body.start)
    }
    return located(.truncated(have: body.decoded.count, need: needed), fault: body.end)
  }

  /// Whether a quotation, an element or a field ends here after some Base64.
  private func isClosed(at fault: Int, in bytes: Span<UInt8>) -> Bool {
    body.characters > 0 && BareRun.closers.contains(bytes[fault])
  }

  private func located(_ kind: ForeignObject.Kind, fault: Int?) -> LocatedObject {
    LocatedObject(kind, range: begin.range.lowerBound..<end, label: begin.label, fault: fault)
  }

  private func labelRepairs(_ label: String) -> [ArmorRepair] {
    var repairs: [ArmorRepair] = PEMLabel.isRequest(label) ? [] : [.label]
    if begin.label.utf8.contains(where: { $0.uppercased != $0 }) { repairs.append(.labelCase) }
    if let footer, footer.normalLabel != label { repairs.append(.labelMismatch) }
    return repairs
  }

  private static func repairs(
    _ begin: Marker, _ footer: Marker?, _ headers: PEMHeaders, _ body: Base64Body, in bytes: Span<UInt8>
  ) -> [ArmorRepair] {
    var repairs = begin.repairs + (footer?.repairs ?? [.noFooter])
    repairs += body.layout.repairs(hasFooter: footer != nil)
      .filter { body.stray == 0 || !CharacterRecovery.layoutArtifacts.contains($0) || $0 == .lineLength }
    if headers.isPresent { repairs.append(.headers) }
    if body.hasWrongPadding { repairs.append(.padding) }
    if body.hasURL { repairs.append(.base64url) }
    if body.stray > 0 { repairs.append(.strayCharacters) }
    if bytes.isIndented(begin.range.lowerBound) { repairs.append(.indentation) }
    return repairs
  }
}

/// The header lines that may follow a BEGIN line (RFC 1421 §4.4, RFC 4716 §3.3): `Name: value`, continued by lines
/// that start with a blank or after a backslash.
struct PEMHeaders {
  /// The line end before the Base64, or the end of the BEGIN line's dashes.
  private(set) var end: Int
  private(set) var isPresent = false
  /// Whether the headers declare encrypted content.
  private(set) var isEncrypted = false

  /// Reads from just after the BEGIN line's dashes.
  init(_ range: Range<Int>, in bytes: Span<UInt8>) {
    end = range.lowerBound
    var lines = TextLines(range)
    guard let (first, afterFirst) = lines.next(in: bytes), bytes.trimmed(first).isEmpty else { return }
    guard afterFirst < range.upperBound else { return }
    var isContinued = false
    while let (line, _) = lines.next(in: bytes) {
      let content = bytes.trimmed(line)
      if content.isEmpty {
        if isPresent {
          end = line.upperBound
          return
        }
      } else {
        let isContinuation = isContinued || isPresent && CharacterClass.isBlank(bytes[line.lowerBound])
        guard PEMHeaders.isHeader(content, in: bytes) || isContinuation && !PEMHeaders.isBody(content, in: bytes)
        else { return }
        isPresent = true
        isContinued = bytes[content.upperBound - 1] == 0x5C
        isEncrypted = isEncrypted || bytes.hasLetters("dek-info:", at: content.lowerBound)
        end = line.upperBound
      }
    }
  }

  /// Whether a line starts with a name and a colon.
  private static func isHeader(_ line: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    guard CharacterClass.isLetter(bytes[line.lowerBound]) else { return false }
    for index in line.prefix(64) {
      if bytes[index] == 0x3A { return true }
      guard bytes[index] > 0x20, bytes[index] < 0x7F else { return false }
    }
    return false
  }

  /// Whether a line is one long word of Base64, which does not continue a header.
  private static func isBody(_ line: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    line.count >= 20 && line.allSatisfy { CharacterClass.isBase64(bytes[$0]) || bytes[$0] == 0x3D }
  }
}
