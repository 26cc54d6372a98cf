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

extension ArmorRepair {
  /// What was found and what was done about it, in one sentence without a full stop.
  public var summary: String { ArmorRepair.sentences[self, default: rawValue] }

  private static let sentences: [ArmorRepair: String] = [
    .utf16: "The text is UTF-16, as Windows editors and PowerShell write it, and was read as such",
    .utf32: "The text is UTF-32 and was read as such",
    .utf7: "The text is UTF-7, as old mail software writes it, and was read as such",
    .bom: "A byte order mark stands before the text and was skipped",
    .noBreakSpace: "No-break or other typographic spaces were read as spaces",
    .zeroWidth: "Invisible characters, such as zero-width spaces, were skipped",
    .fullWidth: "Full-width characters were read as their ASCII counterparts",
    .controlCharacters: "Control characters or terminal colour codes were skipped",
    .crlf: "Lines end in CR LF",
    .cr: "Lines end in CR alone",
    .lineBreaks: "Line breaks were lost or replaced by spaces",
    .lineLength: "The Base64 lines are not 64 characters long",
    .blankLines: "Blank lines stand between the lines",
    .indentation: "Lines are indented",
    .trailingSpaces: "Lines end in spaces",
    .surroundingText: "There is other text before or after it, which was passed over",
    .headers: "Header lines in the manner of RFC 1421 follow the BEGIN line and were skipped",
    .dashes: "A BEGIN or END line has another number or kind of dashes than five hyphens",
    .boundary: "A BEGIN or END line is misspaced or lacks the dashes on one side",
    .label: "The label is not that of a certificate request",
    .labelCase: "The label is not in upper case",
    .labelMismatch: "The labels of the BEGIN and END lines differ",
    .noHeader: "The BEGIN line is missing",
    .noFooter: "The END line is missing",
    .padding: "The = signs at the end of the Base64 are missing or too many",
    .base64url: "The Base64 uses the URL alphabet, - and _ for + and /, where the standard one is due",
    .strayCharacters: "Characters that are not Base64 stand among it and were skipped; the length is then right",
    .trailingData: "Data follows the request in the same container and was cut off",
    .plusEaten: "Plus signs had become spaces, as an unescaped form post does; they were put back, and the"
      + " signature then verifies",
    .plusTrimmed: "Plus signs at the ends of lines had been trimmed; they were put back, and the signature then"
      + " verifies",
    .strippedEscapes: "The letter n stood where line breaks belong, what is left of \\n; it was removed, and the"
      + " signature then verifies",
    .escapes: "Line breaks or other characters are written as backslash escapes, which were undone",
    .json: "The request is the value of a JSON string or field",
    .quoted: "The request stands in quotation marks or in the string literals of a program",
    .percent: "The text is percent-encoded and was decoded",
    .form: "Plus signs stand for spaces, as in a form post, and were read as such",
    .markup: "HTML or XML tags or character references were undone",
    .quotedPrintable: "The text is in the quoted-printable encoding of mail and was decoded",
    .mailQuote: "Lines carry the quotation signs of a mail reply, which were removed",
    .linePrefix: "Every line has the same prefix, such as a comment sign or a line number, which was removed",
    .lineSuffix: "Every line ends in the same characters, which are no part of it and were removed",
    .byteList: "The bytes are written as a list of numbers, which were read one by one",
    .hexDump: "The bytes are shown as a hex dump, whose offset and text columns were skipped",
    .nested: "The whole text was encoded once more in Base64 or hex",
  ]

  /// The list of repairs as a Markdown table: id, class and sentence, in the order of the enumeration.
  public static var documentation: String {
    var table = "| id | class | what was found and done |\n|---|---|---|\n"
    for repair in allCases {
      table += "| `\(repair.id)` | \(repair.isHarmless ? "harmless" : "risky") | \(repair.summary). |\n"
    }
    return table
  }
}
