// SPDX-License-Identifier: Apache-2.0

extension LedgerWire {
  static let garbled = LedgerError.failed("a line between csrkit and csrkit-ledger cannot be read")

  /// Four fields: digest, value, time, reference.
  static func fields(_ entry: LedgerEntry) -> String {
    "\(entry.key.sha256) \(field(entry.key.uniqueValue?.text)) \(entry.time) \(field(entry.reference))"
  }

  static func entry(_ fields: ArraySlice<String>) throws(LedgerError) -> LedgerEntry {
    let fields = Array(fields)
    guard fields.count == 4, let time = Int64(fields[2]) else { throw garbled }
    let key = try TokenKey(sha256: fields[0], uniqueValue: try uniqueValue(fields[1]))
    return try LedgerEntry(key: key, reference: try text(fields[3]), time: time)
  }

  static func uniqueValue(_ field: String) throws(LedgerError) -> UniqueValue? {
    guard let text = try text(field) else { return nil }
    do throws(UniqueValueError) { return try UniqueValue(text) } catch { throw .malformed(error.description) }
  }

  /// A text in percent-encoding, `-` for none; what is not a letter or digit is encoded.
  static func field(_ text: String?) -> String {
    guard let text else { return "-" }
    var field = ""
    for octet in text.utf8 {
      let scalar = Unicode.Scalar(octet)
      if octet < 0x80, scalar.isASCIIAlphanumeric {
        field.unicodeScalars.append(scalar)
      } else {
        field += (octet < 16 ? "%0" : "%") + String(octet, radix: 16)
      }
    }
    return field
  }

  static func text(_ field: String) throws(LedgerError) -> String? {
    guard field != "-" else { return nil }
    var octets: [UInt8] = []
    var rest = field.utf8[...]
    while let first = rest.popFirst() {
      guard first == UInt8(ascii: "%") else {
        octets.append(first)
        continue
      }
      let digits = rest.prefix(2)
      guard digits.count == 2, digits.allSatisfy({ Unicode.Scalar($0).isASCIIAlphanumeric }),
        let octet = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      else { throw garbled }
      octets.append(octet)
      rest = rest.dropFirst(2)
    }
    guard let text = String(validating: octets, as: UTF8.self) else { throw garbled }
    return text
  }
}

extension LedgerError {
  var wire: (kind: String, reason: String?) {
    switch self {
    case .unreachable(let reason): ("unreachable", reason)
    case .newerSchema: ("newer", nil)
    case .notALedger(let reason): ("other", reason)
    case .busy: ("busy", nil)
    case .malformed(let reason): ("malformed", reason)
    case .failed(let reason): ("failed", reason)
    }
  }

  init(kind: String, reason: String) {
    switch kind {
    case "unreachable": self = .unreachable(reason)
    case "newer": self = .newerSchema
    case "other": self = .notALedger(reason)
    case "busy": self = .busy
    case "malformed": self = .malformed(reason)
    default: self = .failed(reason)
    }
  }
}
