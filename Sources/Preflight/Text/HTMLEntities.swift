// SPDX-License-Identifier: Apache-2.0

/// Character references of HTML in text that is not HTML: `&uuml;`, `&#252;`, `&#xFC;`.
///
/// Only complete references with a semicolon and a known name count: `AT&T;` and `Print&copy Ltd` have none.
enum HTMLEntities {
  /// The longest reference between the ampersand and the semicolon.
  private static let limit = 10
  /// The maximum number of passes: `&amp;uuml;` has two.
  private static let depth = 3

  /// The text with its references replaced; nil if it has none.
  static func replaced(_ text: String) -> String? {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return nil }
    var current = text
    for _ in 0..<depth {
      guard let next = pass(current) else { break }
      current = next
    }
    return current == text ? nil : current
  }

  private static func pass(_ text: String) -> String? {
    let scalars = Array(text.unicodeScalars)
    var output = String.UnicodeScalarView()
    var position = 0
    var isChanged = false
    while position < scalars.count {
      if scalars[position] == "&", let (scalar, length) = reference(scalars[(position + 1)...].prefix(limit + 1)) {
        output.append(scalar)
        position += length + 1
        isChanged = true
      } else {
        output.append(scalars[position])
        position += 1
      }
    }
    return isChanged ? String(output) : nil
  }

  /// The character of a reference, and its length with the semicolon.
  private static func reference(_ rest: ArraySlice<Unicode.Scalar>) -> (Unicode.Scalar, length: Int)? {
    guard let end = rest.firstIndex(of: ";") else { return nil }
    var name = String.UnicodeScalarView()
    name.append(contentsOf: rest[..<end])
    guard let scalar = character(String(name)) else { return nil }
    return (scalar, end - rest.startIndex + 1)
  }

  private static func character(_ name: String) -> Unicode.Scalar? {
    guard name.hasPrefix("#") else { return named[name] }
    let isHexadecimal = name.lowercased().hasPrefix("#x")
    guard let value = UInt32(name.dropFirst(isHexadecimal ? 2 : 1), radix: isHexadecimal ? 16 : 10),
      let scalar = Unicode.Scalar(value), scalar.properties.generalCategory != .control
    else { return nil }
    return scalar
  }

  /// Names in HTML 4 for U+00A0 to U+00FF, in order.
  private static let latin = """
    nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro \
    para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil \
    Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave \
    Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml \
    igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute \
    thorn yuml
    """

  /// Other names in HTML that occur in names of organizations and places, each with its character.
  private static let others = """
    amp & lt < gt > quot " apos ' ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ hellip … euro € \
    trade ™ bull • OElig Œ oelig œ Yuml Ÿ Scaron Š scaron š Zcaron Ž zcaron ž Ccaron Č ccaron č Cacute Ć cacute ć \
    Lstrok Ł lstrok ł Nacute Ń nacute ń Sacute Ś sacute ś Zacute Ź zacute ź Zdot Ż zdot ż Aogon Ą aogon ą Eogon Ę \
    eogon ę Dstrok Đ dstrok đ Rcaron Ř rcaron ř Ecaron Ě ecaron ě Ncaron Ň ncaron ň Dcaron Ď dcaron ď Tcaron Ť \
    tcaron ť Uring Ů uring ů Odblac Ő odblac ő Udblac Ű udblac ű Abreve Ă abreve ă Gbreve Ğ gbreve ğ Scedil Ş \
    scedil ş Idot İ imath ı
    """

  private static let named: [String: Unicode.Scalar] = {
    var table: [String: Unicode.Scalar] = [:]
    for (index, name) in latin.split(separator: " ").enumerated() {
      table[String(name)] = Unicode.Scalar(UInt8(0xA0 + index))
    }
    let words = others.split(separator: " ")
    for index in stride(from: 0, to: words.count - 1, by: 2) {
      table[String(words[index])] = words[index + 1].unicodeScalars.first
    }
    return table
  }()
}
