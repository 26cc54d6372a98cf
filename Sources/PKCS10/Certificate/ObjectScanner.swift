// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import OpenSSLBridge

/// Finds keys, certificates and requests in PEM or DER, without leaving copies of private keys in memory.
///
/// `Armor` repairs damaged requests and never returns the bytes of anything else; this reads what is well-formed.
package enum ObjectScanner {
  /// An object in an input.
  package struct Found: Sendable {
    /// What it is, by its content.
    package let kind: Kind
    /// The label of its PEM block; nil for DER.
    package let label: String?
    /// The line at which it starts, from 1.
    package let line: Int
    /// The offset at which it starts.
    package let offset: Int
  }

  /// The kinds of objects.
  package enum Kind: Sendable, Hashable {
    case request, certificate
    /// Requests inside another structure.
    case enclosing
    case other(ForeignObject.Kind)
    /// The block is not Base64, or its content is not a known structure.
    case malformed
  }

  /// Calls `visit` with each object and its bytes: DER, or the entire block if it is encrypted PEM.
  package static func scan(_ input: Span<UInt8>, visit: (Found, Span<UInt8>) -> Void) {
    if let first = input.indices.first, input[first] == 0x30 { return scan(der: input, visit: visit) }
    var scanner = PEMScanner()
    scanner.scan(input, visit: visit)
    guard scanner.count == 0 else { return }
    let all = PEMScanner.decode(input, input.indices)
    switch all {
    case .none: return
    case .some(let bytes): bytes.withBytes { scan(der: $0, visit: visit) }
    }
  }

  private static func scan(der bytes: Span<UInt8>, visit: (Found, Span<UInt8>) -> Void) {
    var position = 0
    while position < bytes.count, bytes[position] == 0x30 {
      var cursor = Cursor(position..<bytes.count)
      guard let node = try? cursor.next(.sequence, in: bytes) else { return }
      let found = Found(kind: kind(node.range, in: bytes), label: nil, line: 1, offset: node.start)
      visit(found, bytes.extracting(node.range))
      position = node.end
    }
  }

  static func kind(_ range: Range<Int>, in bytes: Span<UInt8>) -> Kind {
    switch ObjectIdentity(range, in: bytes) {
    case .request: .request
    case .enclosing: .enclosing
    case .foreign(.certificate): .certificate
    case .foreign(let kind): .other(kind)
    case .unknown: .malformed
    }
  }
}

/// Reads PEM blocks (RFC 7468), which may be indented and have headers.
private struct PEMScanner {
  private(set) var count = 0
  private static let begin = Array("-----BEGIN ".utf8)
  private static let end = Array("-----END ".utf8)

  /// A block whose END line has not been read yet.
  private struct Block {
    let label: String
    let line: Int
    let start: Int
    var body: Range<Int>
    var isEncrypted = false
  }

  mutating func scan(_ input: Span<UInt8>, visit: (ObjectScanner.Found, Span<UInt8>) -> Void) {
    var block: Block?
    var line = 0
    var position = 0
    while position < input.count {
      var end = position
      while end < input.count, input[end] != 0x0A, input[end] != 0x0D { end += 1 }
      line += 1
      if let start = PEMScanner.find(PEMScanner.begin, in: input, position..<end) {
        block = PEMScanner.label(in: input, start + PEMScanner.begin.count..<end)
          .map { Block(label: $0, line: line, start: start, body: end..<end) }
      } else if let open = block {
        if PEMScanner.find(PEMScanner.end, in: input, position..<end) != nil {
          count += 1
          deliver(open, end: end, in: input, visit: visit)
          block = nil
        } else {
          read(position..<end, of: &block, in: input)
        }
      }
      position = end + 1
      if end < input.count, input[end] == 0x0D, position < input.count, input[position] == 0x0A { position += 1 }
    }
  }

  /// Extends the body of the block by a line, or takes a header.
  private func read(_ line: Range<Int>, of block: inout Block?, in input: Span<UInt8>) {
    guard line.contains(where: { input[$0] == UInt8(ascii: ":") }) else {
      let start = block?.body.lowerBound ?? line.lowerBound
      block?.body = start..<line.upperBound
      return
    }
    if PEMScanner.find(Array("ENCRYPTED".utf8), in: input, line) != nil { block?.isEncrypted = true }
    block?.body = line.upperBound..<line.upperBound
  }

  private func deliver(
    _ block: Block, end: Int, in input: Span<UInt8>, visit: (ObjectScanner.Found, Span<UInt8>) -> Void
  ) {
    let found = { (kind: ObjectScanner.Kind) in
      ObjectScanner.Found(kind: kind, label: block.label, line: block.line, offset: block.start)
    }
    if block.isEncrypted {
      return visit(found(.other(.privateKey(.encryptedPEM))), input.extracting(block.start..<end))
    }
    let decoded = PEMScanner.decode(input, block.body)
    switch decoded {
    case .none: visit(found(.malformed), input.extracting(0..<0))
    case .some(let bytes):
      bytes.withBytes { der in
        let kind = ObjectScanner.kind(der.indices, in: der)
        // OpenSSH's own format is not DER.
        let isSSH = block.label == "OPENSSH PRIVATE KEY"
        visit(found(isSSH ? .other(.privateKey(.openSSH)) : kind), der)
      }
    }
  }

  private static func label(in input: Span<UInt8>, _ range: Range<Int>) -> String? {
    guard let end = find(Array("-----".utf8), in: input, range) else { return nil }
    return String(decoding: (range.lowerBound..<end).map { input[$0] }, as: UTF8.self)
  }

  private static func find(_ pattern: [UInt8], in input: Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard range.count >= pattern.count else { return nil }
    for start in range.lowerBound...range.upperBound - pattern.count where input[start] == pattern[0] {
      if pattern.indices.allSatisfy({ input[start + $0] == pattern[$0] }) { return start }
    }
    return nil
  }

  /// The bytes of Base64 with white space; nil for anything else.
  static func decode(_ input: Span<UInt8>, _ range: Range<Int>) -> SecretBytes? {
    var text = SecretBytes(capacity: range.count)
    text.append(atMost: range.count) { output in
      for index in range where input[index] > 0x20 { output.append(input[index]) }
    }
    guard text.count > 0 else { return nil }
    var decoded = SecretBytes(capacity: text.count)
    var flags: UInt32 = 0
    let length = text.count
    text.withBytes { text in
      var end = length
      while end > 0, length - end < 2, text[end - 1] == 0x3D { end -= 1 }
      decoded.append(atMost: length) { output in
        let stop = Base64.decodeGroups(text, from: 0, to: end, into: &output, flags: &flags)
        flags |= Base64.decodeRest(text, from: stop, to: end, into: &output)
      }
    }
    guard flags & (Base64Tables.invalid | Base64Tables.urlOnly) == 0 else { return nil }
    return decoded
  }
}
