// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// Reads the keys in a text, line by line: PEM blocks, lines of OpenSSH, DNS records, and JSON.
///
/// A text can be read in pieces of complete lines, so that its size is not limited by memory.
package struct KeyTextReader {
  /// The keys and faults of the lines read so far.
  package var material = KeyMaterial()
  private var pending = Pending.nothing
  private var lineNumber = 0

  /// What the lines read last are part of.
  private enum Pending {
    case nothing
    case block(Block)
    case record(ZoneRecord)
    case json(JSONPart)
  }

  /// A PEM block whose end has not been read yet.
  private struct Block {
    let label: [UInt8]
    let line: Int
    var content: [UInt8] = []
    var isEncrypted = false
  }

  /// A JSON value that continues on the next line.
  fileprivate struct JSONPart {
    let line: Int
    var text: [UInt8]
    var depth: Int
  }

  package init() {}

  /// Reads complete lines.
  package mutating func read(_ bytes: Span<UInt8>) {
    var lines = LineReader(endsAtCarriageReturn: true)
    while let range = lines.next(in: bytes) {
      // A carriage return before a line feed ends the same line.
      let isRest = range.isEmpty && range.lowerBound > 0 && bytes[range.lowerBound - 1] == 0x0D
      if !isRest { lineNumber += 1 }
      let start = range.lowerBound == 0 && lineNumber == 1 && bytes.startsWithByteOrderMark ? 3 : range.lowerBound
      read(line: KeyTextReader.trimmed(start..<range.upperBound, in: bytes).map { bytes[$0] })
    }
  }

  /// Returns the keys and faults; a structure that has no end is a fault.
  package mutating func finish() -> KeyMaterial {
    closePending()
    return material
  }

  private mutating func read(line: [UInt8]) {
    switch pending {
    case .nothing: start(line)
    case .block(let block): read(line, in: block)
    case .record(var record):
      guard !line.starts(with: KeyTextReader.begin) else {
        closePending()
        return start(line)
      }
      record.append(line)
      if record.isComplete { closeRecord(record) } else { pending = .record(record) }
    case .json(let json): read(line, in: json)
    }
  }

  private mutating func start(_ line: [UInt8]) {
    guard let first = line.first else { return }
    material.line = lineNumber
    if line.starts(with: KeyTextReader.begin), line.count > 16, line.suffix(5) == KeyTextReader.dashes[...] {
      pending = .block(Block(label: Array(line[11..<line.count - 5]), line: lineNumber))
    } else if first != UInt8(ascii: "{"), let fields = SSHKeyLine(line) {
      material.read(ssh: fields)
    } else if KeyTextReader.startsJSON(line) {
      read(line, in: JSONPart(line: lineNumber, text: [], depth: 0))
    } else if ZoneRecord.canStart(with: line) {
      let record = ZoneRecord(line, at: lineNumber)
      if record.isComplete { closeRecord(record) } else { pending = .record(record) }
    }
  }

  private mutating func closePending() {
    switch pending {
    case .nothing: break
    case .block(let block):
      material.line = block.line
      material.refuse("the PEM block has no END line")
    case .record(let record): closeRecord(record)
    case .json(let json):
      material.line = json.line
      material.refuse("the JSON value is incomplete")
    }
    pending = .nothing
  }

  private mutating func closeRecord(_ record: ZoneRecord) {
    pending = .nothing
    material.line = record.line
    material.read(record)
  }

  // MARK: PEM

  private static let begin = Array("-----BEGIN ".utf8)
  private static let end = Array("-----END ".utf8)
  private static let dashes = Array("-----".utf8)

  private mutating func read(_ line: [UInt8], in block: Block) {
    if line.starts(with: KeyTextReader.end) {
      pending = .nothing
      material.line = block.line
      read(block)
    } else if line.starts(with: KeyTextReader.begin) {
      closePending()
      start(line)
    } else {
      var block = block
      // Frees the copy in `pending`, so that the content is not copied with each line.
      pending = .nothing
      if !line.contains(UInt8(ascii: ":")) {
        block.content += line
      } else if line.starts(with: Array("Proc-Type: 4,ENCRYPTED".utf8)) {
        block.isEncrypted = true
      }
      pending = .block(block)
    }
  }

  private mutating func read(_ block: Block) {
    let label = String(decoding: block.label, as: UTF8.self)
    guard !block.isEncrypted, label != "ENCRYPTED PRIVATE KEY" else {
      material.encrypted += 1
      return
    }
    guard KeyTextReader.labels.contains(label) else { return }
    guard let content = Base64.decode(standard: block.content) else {
      return material.refuse("the content of the PEM block is not valid Base64")
    }
    if label == "OPENSSH PRIVATE KEY" { material.read(openSSH: content) } else { material.read(der: content.span) }
  }

  /// The labels of blocks with a key; others, such as parameters and CRLs, are skipped.
  private static let labels: Set<String> = [
    "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE", "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST",
    "PUBLIC KEY", "RSA PUBLIC KEY", "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY",
    "OPENSSH PRIVATE KEY",
  ]

  // MARK: JSON

  /// Whether a line starts with a brace or bracket that is not one of another format, such as a section in brackets.
  private static func startsJSON(_ line: [UInt8]) -> Bool {
    guard line.first == UInt8(ascii: "{") || line.first == UInt8(ascii: "[") else { return false }
    let next = line.dropFirst().first { $0 > 0x20 }
    return next.map { Array("\"{}[]".utf8).contains($0) } ?? true
  }

  /// The maximum length in bytes of a JSON value on several lines.
  private static let jsonLimit = 64 << 20

  private mutating func read(_ line: [UInt8], in json: JSONPart) {
    var json = json
    pending = .nothing
    // A damaged value must not consume the rest of the input.
    if !json.text.isEmpty, line.starts(with: KeyTextReader.begin) || json.isEnded(by: line) {
      material.line = json.line
      material.refuse("the JSON value is incomplete")
      return start(line)
    }
    json.append(line)
    if json.depth > 0, json.text.count < KeyTextReader.jsonLimit {
      pending = .json(json)
    } else {
      material.line = json.line
      material.read(json: json.text)
    }
  }

  static func trimmed(_ range: Range<Int>, in bytes: Span<UInt8>) -> Range<Int> {
    guard let first = range.first(where: { bytes[$0] != 0x20 && bytes[$0] != 0x09 }),
      let last = range.last(where: { bytes[$0] != 0x20 && bytes[$0] != 0x09 })
    else { return range.lowerBound..<range.lowerBound }
    return first..<last + 1
  }
}

extension KeyTextReader.JSONPart {
  /// Whether a line starts an object where none can follow: it is the next line of JSON Lines.
  fileprivate func isEnded(by line: [UInt8]) -> Bool {
    guard line.first == UInt8(ascii: "{"), let last = text.last(where: { $0 > 0x20 }) else { return false }
    return !Array("[,:".utf8).contains(last)
  }

  /// Adds a line and counts its braces and brackets outside strings, which end on the line on which they start.
  fileprivate mutating func append(_ line: [UInt8]) {
    if !text.isEmpty { text.append(0x0A) }
    text += line
    var isString = false
    var isEscaped = false
    for octet in line {
      switch octet {
      case _ where isEscaped: isEscaped = false
      case UInt8(ascii: "\\"): isEscaped = isString
      case UInt8(ascii: "\""): isString.toggle()
      case _ where isString: break
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
    }
  }
}
