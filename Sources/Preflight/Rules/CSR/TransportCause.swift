// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

/// What happened to a request on its way into the parameter csr, as the repairs that read it prove.
struct TransportCause: Sendable {
  /// The rest of a sentence that starts with the parameter, without a full stop.
  let description: String
  /// How to send it correctly, in one imperative sentence without a full stop.
  let fix: String

  /// The cause; nil if no repair explains why the text is not the Base64 of the request.
  init?(_ text: String, _ form: RequestForm) {
    let found = Set(form.repairs)
    if TransportCause.isPythonBytes(text), !found.isDisjoint(with: [.quoted, .escapes]) {
      self = TransportCause.pythonBytes
    } else if form.container == .base64url {
      self = TransportCause.urlAlphabet
    } else if let row = TransportCause.table.first(where: { found.contains($0.repair) }) {
      self = row.cause
    } else if found.contains(.boundary), text.contains("BEGIN+") {
      self = TransportCause.plusInLabel
    } else if found.contains(.lineBreaks) {
      self = TransportCause.oneLine
    } else {
      return nil
    }
  }

  private init(_ description: String, fix: String) {
    self.description = description
    self.fix = fix
  }

  /// Whether the text is what Python prints for a value of the type bytes.
  private static func isPythonBytes(_ text: String) -> Bool {
    let start = text.drop { $0.isWhitespace }
    return start.hasPrefix("b'") || start.hasPrefix("b\"")
  }

  private static let pythonBytes = TransportCause(
    "is the text of a Python bytes object (b'…')", fix: "decode the bytes before sending: csr.decode('ascii')")
  private static let urlAlphabet = TransportCause(
    "is in the URL-safe alphabet of Base64 (- and _)",
    fix: "use the standard alphabet: replace each - with + and each _ with /, and percent-encode the value")
  private static let plusInLabel = TransportCause(
    "has + instead of spaces in its BEGIN and END lines, as Replace(\" \", \"+\") writes them",
    fix: "percent-encode the value instead of replacing its spaces: curl --data-urlencode csr@request.pem")
  private static let oneLine = TransportCause(
    "is all on one line: its BEGIN and END lines must be lines of their own",
    fix: "keep the line breaks of the PEM file, each as %0A: curl --data-urlencode csr@request.pem")

  /// Repairs that name a cause, the outermost wrapping first.
  private static let table: [(repair: ArmorRepair, cause: TransportCause)] = [
    (
      .percent,
      TransportCause(
        "is percent-encoded twice",
        fix: "percent-encode the value once: leave it to the HTTP library, or to curl --data-urlencode csr@request.pem")
    ),
    (
      .json,
      TransportCause(
        "is a JSON string, in quotation marks", fix: "decode the JSON string, and send its value: jq -r .csr order.json"
      )
    ),
    (.quoted, TransportCause("is in quotation marks", fix: "remove the quotation marks")),
    (
      .escapes,
      TransportCause(
        "has a backslash and the letter n instead of each line feed",
        fix: "replace each \\n with a line feed before encoding the value: printf '%b' \"$csr\"")
    ),
    (
      .strippedEscapes,
      TransportCause(
        "has the letter n instead of each line feed", fix: "keep the line breaks of the PEM file, each as %0A")
    ),
    (
      .markup,
      TransportCause(
        "contains HTML: tags or character references, such as <br> or &#43;",
        fix: "send the text of the request without HTML")
    ),
    (
      .nested,
      TransportCause(
        "is encoded in Base64 twice", fix: "send the PEM text, or the Base64 of its DER, and not the Base64 of PEM")
    ),
    (
      .plusEaten,
      TransportCause(
        "has a space instead of each +: sent without percent-encoding, each + became a space",
        fix: "percent-encode the value, with each + as %2B: curl --data-urlencode csr@request.pem")
    ),
    (
      .form,
      TransportCause(
        "has + instead of spaces in its BEGIN and END lines: it is form-encoded twice",
        fix: "encode the value once: leave it to the HTTP library, or to curl --data-urlencode csr@request.pem")
    ),
    (.base64url, urlAlphabet),
    (.quotedPrintable, plainText("is in the quoted-printable encoding of mail")),
    (.mailQuote, plainText("has the quotation marks of a mail reply, such as >")),
    (.linePrefix, plainText("has a prefix on every line")),
    (.lineSuffix, plainText("has a suffix on every line")),
    (.pager, plainText("contains the prompt of a pager, such as --More--")),
    (.hexDump, plainText("is a hex dump")),
    (.byteList, plainText("is a list of byte values")),
    (.ebcdic, plainText("is in EBCDIC")),
    (.noBreakSpace, plainText("contains no-break spaces")),
    (.zeroWidth, plainText("contains invisible characters")),
    (.fullWidth, plainText("contains full-width characters")),
    (.controlCharacters, plainText("contains control characters")),
    (.headers, plainText("has header lines after its BEGIN line")),
    (.surroundingText, plainText("has other text before or after the request")),
    (.trailingData, plainText("has data after the request in the same Base64")),
  ]

  private static func plainText(_ description: String) -> TransportCause {
    TransportCause(description, fix: "send the request as csrkit prepare writes it")
  }
}
