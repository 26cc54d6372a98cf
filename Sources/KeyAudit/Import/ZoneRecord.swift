// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// A DNS record in the format of zone files (RFC 1035 §5.1), which can continue on several lines inside parentheses.
struct ZoneRecord {
  /// A field, and whether it was in quotation marks.
  struct Field {
    var text: [UInt8] = []
    var isQuoted = false
  }

  /// The line of the input at which the record starts, from 1.
  let line: Int
  private(set) var fields: [Field] = []
  private var depth = 0
  private var length = 0

  /// The maximum length of a record in bytes, the limit of its data in DNS included.
  private static let lengthLimit = 1 << 17

  init(_ text: [UInt8], at line: Int) {
    self.line = line
    append(text)
  }

  /// Whether no more lines are part of the record.
  var isComplete: Bool { depth <= 0 || length > ZoneRecord.lengthLimit }

  /// The name of the record; nil if it starts with its time to live, class or type.
  var name: String? {
    guard let first = fields.first, !first.isQuoted, !first.text.allSatisfy(\.isASCIIDigit) else { return nil }
    let name = String(decoding: first.text, as: UTF8.self)
    return name == "@" || name == "IN" || ZoneRecord.types.contains(name.uppercased()) ? nil : name
  }

  /// Whether a line can start a record with a key.
  static func canStart(with line: [UInt8]) -> Bool {
    guard let first = line.first, first != UInt8(ascii: ";") else { return false }
    if line.starts(with: DKIMKey.version) || line.dropFirst().starts(with: DKIMKey.version) { return true }
    let words = line.split(maxSplits: 6, whereSeparator: ZoneRecord.isBlank)
    if words.contains(where: { types.contains(String(decoding: $0, as: UTF8.self).uppercased()) }) {
      return true
    }
    // The data of a DNSKEY record by itself: flags, the protocol 3, an algorithm and the key.
    return words.count > 3 && words[1] == [UInt8(ascii: "3")] && DNSKey.number(words[0]) != nil
      && DNSKey.number(words[2]) != nil && words[3].count > 20
  }

  private static let types: Set<String> = ["DNSKEY", "CDNSKEY", "TXT", "DESCRIPTIVE"]

  static func isBlank(_ octet: UInt8) -> Bool { octet == 0x20 || octet == 0x09 }

  mutating func append(_ text: [UInt8]) {
    length += text.count + 1
    // The semicolons of a DKIM record outside quotation marks do not start comments.
    if fields.isEmpty, text.starts(with: DKIMKey.version) {
      fields = [Field(text: text, isQuoted: true)]
      return
    }
    var field: Field?
    func isSpecial(_ octet: UInt8) -> Bool { octet == UInt8(ascii: "(") || octet == UInt8(ascii: ")") }
    var position = 0
    while position < text.count {
      let octet = text[position]
      position += 1
      if octet == UInt8(ascii: "\"") {
        if let complete = field { fields.append(complete) }
        field = nil
        fields.append(Field(text: ZoneRecord.quoted(text, &position), isQuoted: true))
      } else if ZoneRecord.isBlank(octet) || isSpecial(octet) {
        if let complete = field { fields.append(complete) }
        field = nil
        depth += octet == UInt8(ascii: "(") ? 1 : octet == UInt8(ascii: ")") ? -1 : 0
      } else if octet == UInt8(ascii: ";") {
        break
      } else {
        field = Field(text: (field?.text ?? []) + [octet])
      }
    }
    if let complete = field { fields.append(complete) }
  }

  /// The text up to the closing quotation mark, with escapes replaced.
  private static func quoted(_ text: [UInt8], _ position: inout Int) -> [UInt8] {
    var content: [UInt8] = []
    while position < text.count, text[position] != UInt8(ascii: "\"") {
      if text[position] == UInt8(ascii: "\\"), position + 1 < text.count {
        let digits = text[(position + 1)...].prefix(3)
        if digits.count == 3, let code = DNSKey.number(digits), code < 256 {
          content.append(UInt8(code))
          position += 4
          continue
        }
        position += 1
      }
      content.append(text[position])
      position += 1
    }
    position += 1
    return content
  }
}

extension KeyMaterial {
  /// Reads the key of a DNSKEY or DKIM record; other records are skipped.
  mutating func read(_ record: ZoneRecord) {
    let names = record.fields.prefix(5).map { $0.isQuoted ? "" : String(decoding: $0.text, as: UTF8.self).uppercased() }
    let type = names.firstIndex { $0 == "DNSKEY" || $0 == "CDNSKEY" }
    let name = record.name
    defer { owner = nil }
    if let type {
      guard record.isComplete else { return refuse("the DNSKEY record has no closing parenthesis") }
      owner = name
      read(dnsKey: record.fields[(type + 1)...].map(\.text))
    } else if !names.contains("TXT"), names.count > 3, names[1] == "3", DNSKey.number(record.fields[0].text[...]) != nil
    {
      read(dnsKey: record.fields.map(\.text))
    } else {
      let text = record.fields.filter(\.isQuoted).flatMap(\.text)
      let isNamed = name?.lowercased().contains("._domainkey") == true
      guard text.starts(with: DKIMKey.version) || (isNamed && !text.isEmpty) else { return }
      guard record.isComplete else { return refuse("the DKIM record has no closing parenthesis") }
      owner = name
      read(dkim: text)
    }
  }
}
