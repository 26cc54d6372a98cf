// SPDX-License-Identifier: Apache-2.0

/// A repair that was needed to read a request: something decoded, restored or ignored.
///
/// The raw value is the id in reports; ids never change. `documentation` lists all repairs.
package enum ArmorRepair: String, Sendable, Hashable, CaseIterable {
  // Character encodings
  case utf16 = "armor.utf16"
  case utf32 = "armor.utf32"
  case utf7 = "armor.utf7"
  case ebcdic = "armor.ebcdic"
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
  case pager = "armor.pager"
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
  case extraSequence = "armor.extra-sequence"

  /// The id in reports, such as `armor.crlf`.
  package var id: String { rawValue }

  /// Whether RFC 7468 §3 allows a lax parser to ignore it, so that nearly every PEM reader does.
  ///
  /// Any other repair means that some software rejects the input as received.
  package var isHarmless: Bool {
    switch self {
    case .crlf, .cr, .lineBreaks, .lineLength, .blankLines, .indentation, .trailingSpaces, .surroundingText: true
    default: false
    }
  }

  private static let ranks = Dictionary(uniqueKeysWithValues: zip(allCases, 0...))

  /// The repairs without duplicates, in the order of the enumeration.
  static func sorted(_ repairs: [ArmorRepair]) -> [ArmorRepair] {
    guard repairs.count > 1 else { return repairs }
    return Set(repairs).sorted { ranks[$0, default: 0] < ranks[$1, default: 0] }
  }
}

extension ArmorRepair {
  /// What was found and how it was repaired, in one sentence without a full stop.
  package var summary: String { ArmorRepair.sentences[self, default: rawValue] }

  private static let sentences: [ArmorRepair: String] = [
    .utf16: "The text is in UTF-16, as Windows editors and PowerShell write it, and was decoded",
    .utf32: "The text is in UTF-32 and was decoded",
    .utf7: "The text is in UTF-7, as old mail software writes it, and was decoded",
    .ebcdic: "The text is in EBCDIC, the character set of mainframes, and was decoded",
    .bom: "A byte order mark before the text was skipped",
    .noBreakSpace: "No-break or other typographic spaces were read as plain spaces",
    .zeroWidth: "Invisible characters, such as zero-width spaces, were skipped",
    .fullWidth: "Full-width characters were read as their ASCII equivalents",
    .controlCharacters: "Control characters or terminal colour codes were skipped",
    .crlf: "Lines end in CR LF",
    .cr: "Lines end in CR alone",
    .lineBreaks: "Line breaks are missing or were replaced by spaces",
    .lineLength: "The Base64 lines are not 64 characters long",
    .blankLines: "There are blank lines between the lines",
    .indentation: "Lines are indented",
    .trailingSpaces: "Lines have trailing spaces",
    .surroundingText: "Other text before or after the request was skipped",
    .pager: "Prompts of a pager, such as --More--, were skipped",
    .headers: "Header lines (RFC 1421) after the BEGIN line were skipped",
    .dashes: "The BEGIN or END line does not have five hyphens on each side",
    .boundary: "The BEGIN or END line has misplaced spaces or lacks dashes",
    .label: "The label is not that of a certificate request",
    .labelCase: "The label is not in upper case",
    .labelMismatch: "The BEGIN and END lines have different labels",
    .noHeader: "The BEGIN line is missing",
    .noFooter: "The END line is missing",
    .padding: "The = padding of the Base64 is missing or wrong",
    .base64url: "The Base64 uses the URL-safe alphabet (- and _) instead of the standard one (+ and /)",
    .strayCharacters: "Characters that are not Base64 were skipped; without them the length is right",
    .trailingData: "Data after the request in the same container was discarded",
    .plusEaten: "Plus signs had become spaces, as in an unescaped form post; they were restored, and the"
      + " signature verifies",
    .plusTrimmed: "Plus signs at the ends of lines were missing; they were restored, and the signature verifies",
    .strippedEscapes: "Each line break had become the letter n (\\n without its backslash); it was removed, and the"
      + " signature verifies",
    .escapes: "Line breaks or other characters are written as backslash escapes, which were decoded",
    .json: "The request is a JSON string or the value of a JSON field",
    .quoted: "The request is in quotation marks or in the string literals of a program",
    .percent: "The text is percent-encoded and was decoded",
    .form: "Plus signs stand for spaces, as in a form post, and were read as spaces",
    .markup: "HTML or XML tags were removed, or character references decoded",
    .quotedPrintable: "The text is in the quoted-printable encoding of mail and was decoded",
    .mailQuote: "The quotation marks of a mail reply, such as >, were removed from the lines",
    .linePrefix: "A prefix that every line has, such as a comment sign or a line number, was removed",
    .lineSuffix: "A suffix that every line has was removed",
    .byteList: "The request is written as a list of byte values, which were converted",
    .hexDump: "The request is written as a hex dump, whose offset and text columns were skipped",
    .nested: "The entire text was encoded again in Base64 or hex, and was decoded",
    .extraSequence: "The request was inside another SEQUENCE, which was removed",
  ]

  /// The repairs as a Markdown table of id, class and summary, in the order of the enumeration.
  package static var documentation: String {
    var table = "| id | class | repair |\n|---|---|---|\n"
    for repair in allCases {
      table += "| `\(repair.id)` | \(repair.isHarmless ? "harmless" : "risky") | \(repair.summary). |\n"
    }
    return table
  }
}
