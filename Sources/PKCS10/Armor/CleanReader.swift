// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// Reads well-formed input in one scan and one allocation and leaves everything else to `LayeredReader`.
///
/// Well-formed are: PEM with a label of RFC 7468 §7, lines of 64 characters, and either LF or CR LF throughout; and
/// Base64 on one line. `LayeredReader` would give the same result.
struct CleanReader {
  /// The result of reading at an offset.
  enum Outcome {
    /// A request that ends before `end`.
    case request(Clean, end: Int)
    /// Well-formed so far; more input is needed.
    case needsMore
    /// Not well-formed.
    case no
  }

  /// A request, and the number of its line ends; the last line starts at `lastLineStart`.
  struct Clean {
    let der: [UInt8]
    let container: ArmoredRequest.Container
    let label: String?
    let repairs: [ArmorRepair]
    let lines: Int
    let lastLineStart: Int?
  }

  /// The request if the input consists of one well-formed request, else nil.
  static func only(_ input: Span<UInt8>, limits: ArmorLimits) -> ArmoredRequest? {
    guard !input.isEmpty, input.count <= limits.window, input.count <= limits.input,
      case .request(let clean, let end) = read(input, at: 0, isLast: true, limit: limits.object)
    else { return nil }
    for position in end..<input.count where !CharacterClass.isBlank(input[position]) { return nil }
    return ArmoredRequest(
      der: clean.der, container: clean.container, label: clean.label, repairs: clean.repairs,
      position: LineCounter().current, trailingBytes: 0)
  }

  /// Reads at the start of a line.
  static func read(_ bytes: Span<UInt8>, at start: Int, isLast: Bool, limit: Int) -> Outcome {
    switch bytes[start] {
    case 0x2D: pem(bytes, at: start, isLast: isLast, limit: limit)
    case 0x4D: line(bytes, at: start, isLast: isLast, limit: limit)
    default: .no
    }
  }

  private static let begin = Array("-----BEGIN ".utf8)
  private static let end = Array("-----END ".utf8)
  private static let request = Array("\(PEMLabel.request)-----".utf8)
  private static let newRequest = Array("\(PEMLabel.newRequest)-----".utf8)

  private static func pem(_ bytes: Span<UInt8>, at start: Int, isLast: Bool, limit: Int) -> Outcome {
    // The longest BEGIN line, its line end, and the first group of Base64.
    guard bytes.count - start >= 64 else { return isLast ? .no : .needsMore }
    guard bytes.hasBytes(begin, at: start) else { return .no }
    var position = start + begin.count
    let isNew = bytes[position] == 0x4E
    let closing = isNew ? newRequest : request
    guard bytes.hasBytes(closing, at: position) else { return .no }
    position += closing.count
    let isCRLF = bytes[position] == 0x0D
    let lineEnd = isCRLF ? 2 : 1
    guard bytes[position + lineEnd - 1] == 0x0A else { return .no }
    position += lineEnd
    guard let total = total(bytes, at: position, limit: limit) else { return .no }

    let groups = (total + 2) / 3 * 4
    let lines = (groups + 63) / 64
    let bodyEnd = position + groups + lines * lineEnd
    let footer = bodyEnd + end.count + closing.count
    guard bodyEnd <= bytes.count || isLast else { return .needsMore }
    guard footer <= bytes.count else { return isLast ? .no : .needsMore }
    guard bytes.hasBytes(end, at: bodyEnd), bytes.hasBytes(closing, at: bodyEnd + end.count) else { return .no }
    guard footer < bytes.count || isLast else { return .needsMore }
    if footer < bytes.count, bytes[footer] != (isCRLF ? 0x0D : 0x0A) { return .no }

    let body = bytes.extracting(position..<bodyEnd)
    guard let der = decode(body, total: total, lineEnd: lineEnd) else { return .no }
    guard ObjectIdentity.isRequest(0..<total, in: der.span) else { return .no }
    let clean = Clean(
      der: der, container: .pem, label: isNew ? PEMLabel.newRequest : PEMLabel.request,
      repairs: isCRLF ? [.crlf] : [], lines: lines + 1, lastLineStart: bodyEnd)
    return .request(clean, end: footer)
  }

  /// Decodes lines of 64 characters and a last line, each with its line end.
  private static func decode(_ body: Span<UInt8>, total: Int, lineEnd: Int) -> [UInt8]? {
    let tables = Base64Tables.shared
    var flags: UInt32 = 0
    let der = [UInt8](capacity: total) { output in
      var position = 0
      while body.count - position > 64 + lineEnd {
        let end = Base64.decodeGroups(
          body, from: position, to: position + 64, with: tables, into: &output, flags: &flags)
        guard end == position + 64, isLineEnd(body, at: end, lineEnd) else { return }
        position = end + lineEnd
      }
      decodeLast(body, from: position, to: body.count - lineEnd, lineEnd, total, into: &output, flags: &flags)
    }
    return der.count == total && flags & (Base64Tables.invalid | Base64Tables.urlOnly) == 0 ? der : nil
  }

  private static func decodeLast(
    _ body: Span<UInt8>, from start: Int, to end: Int, _ lineEnd: Int, _ total: Int,
    into output: inout OutputSpan<UInt8>, flags: inout UInt32
  ) {
    let pads = (3 - total % 3) % 3
    guard start < end - pads, isLineEnd(body, at: end, lineEnd) else { return }
    for index in end - pads..<end where body[index] != 0x3D { return }
    let stop = Base64.decodeGroups(body, from: start, to: end - pads, into: &output, flags: &flags)
    flags |= Base64.decodeRest(body, from: stop, to: end - pads, into: &output)
  }

  @inline(__always)
  private static func isLineEnd(_ body: Span<UInt8>, at position: Int, _ lineEnd: Int) -> Bool {
    lineEnd == 1 ? body[position] == 0x0A : body[position] == 0x0D && body[position + 1] == 0x0A
  }

  /// The DER length in the first eight Base64 characters, if a request of allowed size can have it.
  private static func total(_ bytes: Span<UInt8>, at position: Int, limit: Int) -> Int? {
    guard let head = Base64.prefix(bytes, at: position), head >> 40 == 0x30 else { return nil }
    let content = Int(head >> 8 & 0xFF_FFFF)
    let total =
      switch head >> 32 & 0xFF {
      case 0x81: 3 + content >> 16
      case 0x82: 4 + content >> 8
      case 0x83: 5 + content
      default: 0
      }
    return total >= 128 && total <= limit ? total : nil
  }

  /// Reads one line of Base64 that is followed by the end of the input, another such line or a BEGIN line.
  private static func line(_ bytes: Span<UInt8>, at start: Int, isLast: Bool, limit: Int) -> Outcome {
    guard bytes.count - start >= 64 else { return isLast ? .no : .needsMore }
    guard let total = total(bytes, at: start, limit: limit) else { return .no }
    let padded = start + (total + 2) / 3 * 4
    guard padded < bytes.count || isLast else { return .needsMore }
    let bare = start + (total * 8 + 5) / 6
    guard bare <= bytes.count else { return .no }
    let end = bare < bytes.count && bytes[bare] == 0x3D ? padded : bare
    guard end <= bytes.count, let (der, variant) = Base64.decode(bytes, in: start..<end) else { return .no }
    guard der.count == total, ObjectIdentity.isRequest(0..<total, in: der.span) else { return .no }
    guard end == bytes.count || CharacterClass.isLineEnd(bytes[end]) else { return .no }
    let next = bytes.end(from: end, to: bytes.count, while: CharacterClass.isBlank)
    if next == bytes.count, !isLast { return .needsMore }
    if next < bytes.count, !begins(bytes, at: next) { return .no }
    let clean = Clean(
      der: der, container: variant == .url ? .base64url : .base64, label: nil,
      repairs: end < padded && variant == .standard ? [.padding] : [], lines: 0, lastLineStart: nil)
    return .request(clean, end: end)
  }

  /// Whether another request appears to start here; if so, this is not an END line or more of the same Base64.
  private static func begins(_ bytes: Span<UInt8>, at position: Int) -> Bool {
    bytes.hasBytes([0x4D, 0x49], at: position) || bytes.hasBytes(begin, at: position)
  }
}
