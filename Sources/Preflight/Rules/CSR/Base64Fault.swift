// SPDX-License-Identifier: Apache-2.0
/// Why a text is not the Base64 of a request, with or without PEM lines (RFC 4648 §4, RFC 7468 §3).
enum Base64Fault: Error, Sendable, Hashable {
  case empty
  /// A line with hyphens that is not a BEGIN or END line with five hyphens on each side.
  case boundary(String)
  /// A character outside the Base64 alphabet, and its offset in bytes.
  case character(UInt8, offset: Int)
  /// A number of digits that does not encode complete bytes, and whether there are spaces between digits.
  case length(Int, hasSpaces: Bool)

  /// The number of octets that a text encodes, without white space and BEGIN and END lines; throws the first fault.
  static func length(of text: String) throws(Base64Fault) -> Int {
    var digits = 0
    var padding = 0
    var spaces = 0
    var offset = 0
    for line in text.utf8.split(omittingEmptySubsequences: false, whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let start = offset
      offset += line.count + 1
      if line.contains(0x2D) {
        if isBoundary(line) { continue }
        throw .boundary(String(decoding: line.prefix(64), as: UTF8.self))
      }
      for (index, octet) in line.enumerated() {
        switch octet {
        case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x2B, 0x2F:
          if padding > 0 { throw .character(0x3D, offset: start + index - 1) }
          digits += 1
        case 0x3D: padding += 1
        case 0x20: spaces += index > 0 && index < line.count - 1 ? 1 : 0
        case 0x09: continue
        default: throw .character(octet, offset: start + index)
        }
      }
    }
    if digits == 0 { throw .empty }
    guard (digits + padding) % 4 == 0, padding < 3 else { throw .length(digits, hasSpaces: spaces > 0) }
    return digits * 6 / 8
  }

  /// Whether the line is `-----BEGIN label-----` or `-----END label-----`, with optional white space around it.
  private static func isBoundary(_ line: Substring.UTF8View) -> Bool {
    let text = String(decoding: line, as: UTF8.self)
    let words = text.drop { $0 == " " }
    guard words.hasPrefix("-----BEGIN ") || words.hasPrefix("-----END ") else { return false }
    let label = words.dropFirst(5).reversed().drop { $0 == " " || $0 == "\t" }
    return label.prefix { $0 == "-" }.count == 5 && !label.dropFirst(5).contains("-")
  }

  /// A fix that is more specific than the rule's.
  var fix: String? {
    switch self {
    case .length(_, hasSpaces: true): "percent-encode the value: an unencoded + arrives as a space"
    case .boundary: "write five hyphens on each side of the BEGIN and END lines, or leave these lines out"
    default: nil
    }
  }
}

extension Base64Fault: CustomStringConvertible {
  /// The rest of a sentence that starts with the parameter, without a full stop.
  var description: String {
    switch self {
    case .empty: "contains no Base64"
    case .boundary(let line): "has the line \(quoted(line)): a BEGIN or END line has five hyphens on each side"
    case .character(let octet, let offset):
      "has \(quoted(String(decoding: [octet], as: UTF8.self))) at byte \(offset), which is not a Base64 character"
    case .length(let digits, let hasSpaces):
      "has \(digits) Base64 digits, which do not encode complete bytes"
        + (hasSpaces ? ": a space replaces each lost +" : ": a part of the request is missing")
    }
  }
}
