// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase

/// A line of JSON Lines: the positions of the members `id`, `csr` and `order`.
struct BatchLine {
  /// The value of `id` as written; nil if there is none.
  private(set) var id: Range<Int>?
  /// The content of the string `csr` without its quotes.
  private(set) var request: Range<Int>?
  /// Whether `csr` contains escapes.
  private(set) var hasEscapes = false
  /// The object `order`; nil if there is none.
  private(set) var order: Range<Int>?
  /// Whether there are members other than `id`, `csr` and `order`.
  private(set) var hasOthers = false

  private var position: Int
  private let end: Int
  private let start: Int

  /// Creates a line that is not read yet.
  init(_ line: Range<Int>) {
    position = line.lowerBound
    start = line.lowerBound
    end = line.upperBound
  }

  /// Reads the line; members found before a fault are kept.
  mutating func read(_ bytes: Span<UInt8>) throws(BatchFault) {
    if bytes.has([0xEF, 0xBB, 0xBF], at: position) { position += 3 }
    try expect(UInt8(ascii: "{"), "an opening brace", in: bytes)
    var isFirst = true
    while true {
      if isFirst, peek(in: bytes) == UInt8(ascii: "}") { break }
      isFirst = false
      let name = try string(in: bytes).content
      try expect(UInt8(ascii: ":"), "a colon", in: bytes)
      skipBlanks(in: bytes)
      let start = position
      if bytes.isWord(BatchLine.requestName, name), position < end, bytes[position] == UInt8(ascii: "\"") {
        (request, hasEscapes) = try string(in: bytes)
      } else {
        try skipValue(in: bytes)
        try note(name, start..<position, in: bytes)
      }
      if peek(in: bytes) == UInt8(ascii: "}") { break }
      try expect(UInt8(ascii: ","), "a comma or a closing brace", in: bytes)
    }
    position += 1
    skipBlanks(in: bytes)
    guard position == end else { throw fault("the end of the line") }
    guard request != nil || order != nil else { throw .missingRequest }
  }

  private mutating func note(_ name: Range<Int>, _ value: Range<Int>, in bytes: Span<UInt8>) throws(BatchFault) {
    if bytes.isWord(BatchLine.idName, name) {
      // It becomes part of the output as written, so that it must be JSON.
      let value = value.lowerBound..<bytes.endWithoutBlanks(value)
      guard bytes.isPlainValue(value) || (try? JSONReader.read(bytes.extracting(value))) != nil else {
        throw .malformedLine(offset: value.lowerBound - start, expected: "a JSON value for id")
      }
      id = value
    } else if bytes.isWord(BatchLine.orderName, name), bytes[value.lowerBound] == UInt8(ascii: "{") {
      order = value
    } else if !bytes.isWord(BatchLine.requestName, name) {
      hasOthers = true
    }
  }

  private static let idName = Array("id".utf8)
  private static let orderName = Array("order".utf8)
  private static let requestName = Array("csr".utf8)

  private func fault(_ expected: String) -> BatchFault {
    .malformedLine(offset: position - start, expected: expected)
  }

  private mutating func skipBlanks(in bytes: Span<UInt8>) {
    while position < end, bytes[position].isBlank { position += 1 }
  }

  private mutating func peek(in bytes: Span<UInt8>) -> UInt8? {
    skipBlanks(in: bytes)
    return position < end ? bytes[position] : nil
  }

  private mutating func expect(_ octet: UInt8, _ what: String, in bytes: Span<UInt8>) throws(BatchFault) {
    guard peek(in: bytes) == octet else { throw fault(what) }
    position += 1
  }

  /// The content of a string, and whether it contains escapes.
  private mutating func string(in bytes: Span<UInt8>) throws(BatchFault) -> (content: Range<Int>, escapes: Bool) {
    try expect(UInt8(ascii: "\""), "a string", in: bytes)
    let start = position
    var escapes = false
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return (start..<position - 1, escapes)
      case UInt8(ascii: "\\"):
        escapes = true
        position += 2
      case 0..<0x20: throw fault("an escaped control character")
      default: position += 1
      }
    }
    position = end
    throw fault("a closing quote")
  }

  /// Skips a value; inside arrays and objects, only brackets are counted.
  private mutating func skipValue(in bytes: Span<UInt8>) throws(BatchFault) {
    var depth = 0
    repeat {
      guard let octet = peek(in: bytes) else { throw fault("a value") }
      switch octet {
      case UInt8(ascii: "\""): _ = try string(in: bytes)
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        position += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard depth > 0 else { throw fault("a value") }
        depth -= 1
        position += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        guard depth > 0 else { throw fault("a value") }
        position += 1
      default: try skipScalar(in: bytes)
      }
    } while depth > 0
  }

  /// Skips a number or a literal.
  private mutating func skipScalar(in bytes: Span<UInt8>) throws(BatchFault) {
    let first = position
    while position < end {
      switch bytes[position] {
      case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        position += 1
      default:
        guard position > first else { throw fault("a value") }
        return
      }
    }
  }
}

extension Span<UInt8> {
  /// The end of a range without the blanks at its end.
  fileprivate func endWithoutBlanks(_ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound, self[end - 1].isBlank { end -= 1 }
    return end
  }

  /// Whether a range is a string of printable ASCII without escapes, or a short number without a leading zero.
  fileprivate func isPlainValue(_ range: Range<Int>) -> Bool {
    guard let first = range.first, let last = range.last else { return false }
    if self[first] == UInt8(ascii: "\""), last > first, self[last] == UInt8(ascii: "\"") {
      for index in (first + 1)..<last
      where !(0x20...0x7E ~= self[index]) || self[index] == UInt8(ascii: "\\") || self[index] == UInt8(ascii: "\"") {
        return false
      }
      return true
    }
    guard 1...15 ~= range.count, self[first] != UInt8(ascii: "0") else { return false }
    for index in range where !(0x30...0x39 ~= self[index]) { return false }
    return true
  }

  /// Whether the bytes in a range are this word.
  fileprivate func isWord(_ word: [UInt8], _ range: Range<Int>) -> Bool {
    range.count == word.count && has(word, at: range.lowerBound)
  }
}

extension OrderQuestion {
  /// The question about one line, whose own fields take precedence over the common ones.
  ///
  /// The form is the object `order`, or, if there is none, all members of the line except `id`. The form of a line
  /// without order parameters is complete only if the common form is.
  func completed(
    by line: BatchLine, _ range: Range<Int>, in bytes: Span<UInt8>
  ) throws(BatchFault) -> OrderQuestion {
    var form: OrderForm
    do throws(OrderFormError) {
      form = try OrderForm(json: bytes.extracting(line.order ?? range), ignoring: line.order == nil ? ["id"] : [])
    } catch {
      throw .malformedOrder(reason: error.description)
    }
    if !form.contains(.csr), let request = line.request {
      var text: [UInt8] = []
      JSONEscapes.decode(request, in: bytes, into: &text)
      form.set(ParameterName.csr.spelling, to: String(decoding: text, as: UTF8.self))
    }
    guard form.contains(.csr) else { throw .missingRequest }
    form.complete(with: self.form)
    return OrderQuestion(form: form, isComplete: isComplete || line.order != nil || line.hasOthers, ledger: ledger)
  }
}

/// Decodes the escapes of a JSON string (RFC 8259 §7) into a reusable buffer.
enum JSONEscapes {
  /// Replaces `output` with the string in UTF-8; invalid escapes are kept as written.
  static func decode(_ content: Range<Int>, in bytes: Span<UInt8>, into output: inout [UInt8]) {
    output.removeAll(keepingCapacity: true)
    var position = content.lowerBound
    while position < content.upperBound {
      let octet = bytes[position]
      position += 1
      guard octet == UInt8(ascii: "\\"), position < content.upperBound else {
        output.append(octet)
        continue
      }
      let escape = bytes[position]
      position += 1
      switch escape {
      case UInt8(ascii: "n"): output.append(0x0A)
      case UInt8(ascii: "r"): output.append(0x0D)
      case UInt8(ascii: "t"): output.append(0x09)
      case UInt8(ascii: "b"): output.append(0x08)
      case UInt8(ascii: "f"): output.append(0x0C)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): output.append(escape)
      case UInt8(ascii: "u"): unicode(&position, content.upperBound, in: bytes, into: &output)
      default: output += [octet, escape]
      }
    }
  }

  private static func unicode(_ position: inout Int, _ end: Int, in bytes: Span<UInt8>, into output: inout [UInt8]) {
    guard var value = unit(position, end, in: bytes) else {
      output += Array("\\u".utf8)
      return
    }
    position += 4
    if 0xD800..<0xDC00 ~= value, position + 2 <= end, bytes.has(Array("\\u".utf8), at: position),
      let low = unit(position + 2, end, in: bytes), 0xDC00..<0xE000 ~= low
    {
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
      position += 6
    }
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    output += Array(String(Character(scalar)).utf8)
  }

  /// Four hexadecimal digits.
  private static func unit(_ position: Int, _ end: Int, in bytes: Span<UInt8>) -> UInt32? {
    guard position + 4 <= end else { return nil }
    var value: UInt32 = 0
    for index in position..<position + 4 {
      guard let digit = bytes[index].hexadecimalValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
