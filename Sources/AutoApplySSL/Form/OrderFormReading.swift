// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

extension OrderForm {
  /// Parses an order form, and detects its notation from the content.
  public init(reading bytes: Span<UInt8>) throws(OrderFormError) {
    switch OrderFormNotation.of(bytes) {
    case .json: try self.init(json: bytes)
    case .urlEncoded: try self.init(urlEncoded: bytes)
    case .lines: try self.init(lines: bytes)
    }
    for field in fields {
      if let text = field.value.text, Secret.isAssigned(in: text) { throw .secretInValue(field.parameter) }
    }
  }

  /// Parses a URL-encoded body; both `+` and `%20` are spaces.
  public init(urlEncoded bytes: Span<UInt8>) throws(OrderFormError) {
    self.init()
    for piece in try URLEncoding.pairs(in: bytes) { appendPiece(piece.name, piece.value) }
    if fields.isEmpty { throw .empty }
  }

  /// Parses a JSON object.
  ///
  /// Numbers become their digits, true and false become Y and N, null means not given, and an array of strings becomes
  /// a list if the parameter is one.
  ///
  /// - Parameter ignoring: the names of members to ignore.
  public init(json bytes: Span<UInt8>, ignoring names: Set<String> = []) throws(OrderFormError) {
    self.init()
    let item: JSONItem
    do { item = try JSONReader.read(bytes) } catch { throw .json(error) }
    guard case .object(let members) = item.value else {
      throw .noObject
    }
    for member in members where !names.contains(member.name) {
      let parameter = ParameterName(member.name)
      let isList = parameter?.parameter.isList ?? false
      guard let text = OrderForm.text(of: member.item.value, isList: isList) else {
        throw .unsupportedValue(offset: member.item.offset, parameter: parameter)
      }
      if let text { append(member.name, text) }
    }
  }

  /// The text of a JSON value; nil if the type is not supported, an inner nil for null.
  private static func text(of value: JSONValue, isList: Bool) -> String?? {
    switch value {
    case .null: return .some(nil)
    case .string(let text), .number(let text): return text
    case .bool(let isTrue): return isTrue ? "Y" : "N"
    case .array(let items) where isList:
      var texts: [String] = []
      for item in items {
        switch item.value {
        case .string(let text), .number(let text): texts.append(text)
        default: return nil
        }
      }
      return texts.joined(separator: ",")
    case .array, .object: return nil
    }
  }
}

extension OrderForm {
  /// Parses `name=value` lines.
  ///
  /// Ignores white space around names and values, blank lines, and lines that start with `#`. The value of `csr`
  /// continues over the following lines of PEM or Base64. Secrets keep their spaces.
  public init(lines bytes: Span<UInt8>) throws(OrderFormError) {
    self.init()
    var reader = LineReader(bytes)
    while let line = reader.next(in: bytes) {
      let range = bytes.trimmed(line.range)
      if range.isEmpty || bytes[range.lowerBound] == UInt8(ascii: "#") { continue }
      guard let sign = range.first(where: { bytes[$0] == UInt8(ascii: "=") }),
        let name = LineReader.name(bytes.trimmed(range.lowerBound..<sign), in: bytes)
      else { throw .lineWithoutName(line: line.number, offset: range.lowerBound) }
      let value =
        name == ParameterName.csr.spelling
        ? try reader.request(after: sign, line.range, in: bytes) : try reader.value(sign, line.range, in: bytes)
      guard case .secret = Field(name, "").value else {
        append(name, String(value.asciiTrimmed))
        continue
      }
      append(name, value)
    }
    if fields.isEmpty { throw .empty }
  }
}

/// Iterates over lines that end in LF, CR or CRLF.
struct LineReader {
  private var position: Int
  private var number = 0

  init(_ bytes: Span<UInt8>) {
    position = bytes.startsWithByteOrderMark ? 3 : 0
  }

  mutating func next(in bytes: Span<UInt8>) -> (number: Int, range: Range<Int>)? {
    guard position < bytes.count else { return nil }
    let start = position
    while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
    let end = position
    if position < bytes.count {
      let isPair = bytes[position] == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A
      position += isPair ? 2 : 1
    }
    number += 1
    return (number, start..<end)
  }

  /// A field name of letters, digits, underscores, hyphens and dots; other characters indicate another notation.
  static func name(_ range: Range<Int>, in bytes: Span<UInt8>) -> String? {
    guard !range.isEmpty else { return nil }
    for index in range {
      let octet = bytes[index]
      guard octet.isASCIIAlphanumeric || octet == 0x5F || octet == 0x2D || octet == 0x2E else { return nil }
    }
    return bytes.text(range)
  }

  func value(_ sign: Int, _ line: Range<Int>, in bytes: Span<UInt8>) throws(OrderFormError) -> String {
    guard let text = bytes.text(sign + 1..<line.upperBound) else { throw .invalidUTF8(offset: sign + 1) }
    return text
  }

  /// The rest of the line and the lines of PEM or Base64 that follow it.
  mutating func request(after sign: Int, _ line: Range<Int>, in bytes: Span<UInt8>) throws(OrderFormError) -> String {
    var text = try value(sign, line, in: bytes)
    while true {
      var ahead = self
      guard let line = ahead.next(in: bytes) else { return text }
      let range = bytes.trimmed(line.range)
      guard LineReader.continuesRequest(range, in: bytes), let more = bytes.text(range) else { return text }
      text += "\n" + more
      self = ahead
    }
  }

  private static func continuesRequest(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    guard let first = range.first else { return false }
    if bytes[first] == UInt8(ascii: "-") { return true }
    for index in range {
      let octet = bytes[index]
      guard octet.isASCIIAlphanumeric || octet == 0x2B || octet == 0x2F || octet == 0x3D else { return false }
    }
    guard let sign = range.first(where: { bytes[$0] == 0x3D }) else { return true }
    return range[sign...].allSatisfy { bytes[$0] == 0x3D }
  }
}
