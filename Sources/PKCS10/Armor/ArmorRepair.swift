// SPDX-License-Identifier: Apache-2.0

/// Something that was undone, put back or overlooked so that a request could be read.
///
/// The raw value is the id that reports show; ids are never renamed. `documentation` prints the whole list.
public enum ArmorRepair: String, Sendable, Hashable, CaseIterable {
  // Character encodings
  case utf16 = "armor.utf16"
  case utf32 = "armor.utf32"
  case utf7 = "armor.utf7"
  case bom = "armor.bom"
  case noBreakSpace = "armor.no-break-space"
  case zeroWidth = "armor.zero-width"
  case fullWidth = "armor.full-width"
  case controlCharacters = "armor.control-characters"

  // Lines
  case crlf = "armor.crlf"
  case cr = "armor.cr"
  case lineBreaks = "armor.line-breaks"
  case lineLength = "armor.line-length"
  case blankLines = "armor.blank-lines"
  case indentation = "armor.indentation"
  case trailingSpaces = "armor.trailing-spaces"

  // The BEGIN and END lines
  case surroundingText = "armor.text"
  case headers = "armor.headers"
  case dashes = "armor.dashes"
  case boundary = "armor.boundary"
  case label = "armor.label"
  case labelCase = "armor.label-case"
  case labelMismatch = "armor.label-mismatch"
  case noHeader = "armor.no-header"
  case noFooter = "armor.no-footer"

  // The Base64 between them
  case padding = "armor.padding"
  case base64url = "armor.base64url"
  case strayCharacters = "armor.stray-characters"
  case trailingData = "armor.trailing-data"
  case plusEaten = "armor.plus-eaten"
  case plusTrimmed = "armor.plus-trimmed"
  case strippedEscapes = "armor.stripped-escapes"

  // Wrappings
  case escapes = "armor.escapes"
  case json = "armor.json"
  case quoted = "armor.quoted"
  case percent = "armor.percent"
  case form = "armor.form"
  case markup = "armor.markup"
  case quotedPrintable = "armor.quoted-printable"
  case mailQuote = "armor.mail-quote"
  case linePrefix = "armor.line-prefix"
  case lineSuffix = "armor.line-suffix"
  case hexDump = "armor.hex-dump"
  case byteList = "armor.byte-list"
  case nested = "armor.nested"

  /// The id in reports, such as `armor.crlf`.
  public var id: String { rawValue }

  /// Whether RFC 7468 §3 lets a lax parser overlook it, so that nearly every reader of PEM does.
  ///
  /// Any other repair means that some software refuses the input as it stands.
  public var isHarmless: Bool {
    switch self {
    case .crlf, .cr, .lineBreaks, .lineLength, .blankLines, .indentation, .trailingSpaces, .surroundingText: true
    default: false
    }
  }

  private static let ranks = Dictionary(uniqueKeysWithValues: zip(allCases, 0...))

  /// Each once, in the order of the list.
  static func sorted(_ repairs: [ArmorRepair]) -> [ArmorRepair] {
    guard repairs.count > 1 else { return repairs }
    return Set(repairs).sorted { ranks[$0, default: 0] < ranks[$1, default: 0] }
  }
}
