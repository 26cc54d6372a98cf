// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

extension HostNameReader {
  /// Reads one label and reports its faults.
  mutating func readLabel(_ range: Range<Int>) -> HostLabel {
    guard !range.isEmpty else {
      report(.emptyLabel, range)
      return HostLabel(kind: .malformed, range: range, ascii: nil, unicode: "")
    }
    let text = string(range)
    if text == "*" { return HostLabel(kind: .wildcard, range: range, ascii: text, unicode: text) }
    let hasIllegal = reportCharacters(text, range)
    reportHyphens(range)
    guard bytes[range].allSatisfy({ $0 < 0x80 }) else {
      return hasIllegal
        ? HostLabel(kind: .malformed, range: range, ascii: nil, unicode: text) : unicodeLabel(text, range)
    }
    if range.count > 63 { report(.labelTooLong(range.count), range) }
    let ascii = text.asciiLowercased
    if hasIllegal || text.contains("*") {
      let isPrintable = bytes[range].allSatisfy { $0 > 0x20 && $0 < 0x7F }
      return HostLabel(kind: .malformed, range: range, ascii: isPrintable ? ascii : nil, unicode: text)
    }
    guard ascii.dropFirst(2).hasPrefix("--") else {
      let isOrdinary = range.count <= 63 && !ascii.hasPrefix("-") && !ascii.hasSuffix("-")
      return HostLabel(kind: isOrdinary ? .ldh : .malformed, range: range, ascii: ascii, unicode: text)
    }
    return reservedLabel(ascii, text, range)
  }

  /// Reads a label with hyphens in the third and fourth position: an A-label, or a fault.
  private mutating func reservedLabel(_ ascii: String, _ text: String, _ range: Range<Int>) -> HostLabel {
    guard ascii.hasPrefix(IDNA.prefix) else {
      report(.reservedLabel, range)
      return HostLabel(kind: .reserved, range: range, ascii: ascii, unicode: text)
    }
    do {
      return HostLabel(kind: .aLabel, range: range, ascii: ascii, unicode: try IDNA.uLabel(ascii))
    } catch {
      if let characters = IDNA.pLabel(ascii) {
        return HostLabel(kind: .pLabel(error), range: range, ascii: ascii, unicode: characters)
      }
      report(error == .invalidPunycode ? .invalidPunycode : .invalidALabel(error), range)
      return HostLabel(kind: .reserved, range: range, ascii: ascii, unicode: text)
    }
  }

  /// Reads a non-ASCII label, which is always a fault, with its A-label if it has one.
  private mutating func unicodeLabel(_ text: String, _ range: Range<Int>) -> HostLabel {
    do {
      let ascii = try IDNA.aLabel(text)
      report(.unicodeLabel(ascii: ascii), range)
      return HostLabel(kind: .uLabel, range: range, ascii: ascii, unicode: (try? IDNA.uLabel(ascii)) ?? text)
    } catch {
      report(.unconvertibleLabel(error), range)
      return HostLabel(kind: .malformed, range: range, ascii: nil, unicode: text)
    }
  }

  /// Reports characters that labels must not have, one fault per run of the same kind; returns whether there were any.
  ///
  /// Non-ASCII characters pass unless they are invisible, since libidn2 checks the others. An asterisk also passes.
  private mutating func reportCharacters(_ text: String, _ range: Range<Int>) -> Bool {
    var found: HostNameFault.Kind?
    var start = range.lowerBound
    var position = start
    var hasIllegal = false
    for scalar in text.unicodeScalars {
      let kind = HostNameReader.fault(scalar)
      if kind != found {
        if let found { report(found, start..<position) }
        found = kind
        start = position
      }
      hasIllegal = hasIllegal || kind != nil
      position += UTF8.width(scalar)
    }
    if let found { report(found, start..<position) }
    return hasIllegal
  }

  private mutating func reportHyphens(_ range: Range<Int>) {
    let hyphen = UInt8(ascii: "-")
    if bytes[range.lowerBound] == hyphen { report(.leadingHyphen, range.lowerBound..<range.lowerBound + 1) }
    if range.count > 1, bytes[range.upperBound - 1] == hyphen {
      report(.trailingHyphen, range.upperBound - 1..<range.upperBound)
    }
  }

  /// The fault of a character at any position in a name; nil for characters that a label may have.
  static func fault(_ scalar: Unicode.Scalar) -> HostNameFault.Kind? {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "*": return nil
    case "_": return .underscore
    case " ", "\t": return .space
    default: break
    }
    switch scalar.properties.generalCategory {
    case .spaceSeparator: return .space
    // Some scripts use the two joiners (RFC 5892 appendix A); libidn2 checks where.
    case .format where scalar == "\u{200C}" || scalar == "\u{200D}": return nil
    case .control, .format, .lineSeparator, .paragraphSeparator: return .control(scalar)
    default: return scalar.isASCII || scalar == "\u{FFFD}" ? .illegalCharacter(scalar) : nil
    }
  }
}
