// SPDX-License-Identifier: Apache-2.0

/// The header lines that may follow a BEGIN line (RFC 1421 §4.4, RFC 4716 §3.3): `Name: value`, continued by lines
/// that start with a blank or after a backslash.
struct PEMHeaders {
  /// The line end before the Base64, or the end of the BEGIN line's dashes.
  private(set) var end: Int
  private(set) var isPresent = false
  /// Whether they say that the content is encrypted.
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

  /// Whether a line is one long word of Base64, and so no header's continuation.
  private static func isBody(_ line: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    line.count >= 20 && line.allSatisfy { CharacterClass.isBase64(bytes[$0]) || bytes[$0] == 0x3D }
  }
}
