// SPDX-License-Identifier: Apache-2.0
internal import CSRKit

/// A fragment of HTML. Text is added by interpolation only, which escapes it.
///
/// ```swift
/// let row: HTML = "<tr><th>\(label)</th><td>\(value)</td></tr>"
/// ```
public struct HTML: Sendable, ExpressibleByStringInterpolation {
  /// The markup.
  public private(set) var text: String

  /// Markup from a literal.
  public init(stringLiteral markup: StaticString) {
    text = markup.description
  }

  /// Markup from a literal with interpolated values.
  public init(stringInterpolation pieces: StringInterpolation) { text = pieces.text }

  /// Concatenates fragments.
  static func join(_ pieces: some Sequence<HTML>) -> HTML {
    var joined: HTML = ""
    for piece in pieces { joined.text += piece.text }
    return joined
  }

  /// Appends a fragment.
  static func += (left: inout HTML, right: HTML) { left.text += right.text }

  /// Whether the markup is empty.
  var isEmpty: Bool { text.isEmpty }
}

extension HTML {
  /// Appends literals unchanged and values escaped.
  public struct StringInterpolation: StringInterpolationProtocol {
    var text = ""

    /// An empty fragment.
    public init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }

    /// Appends markup from a literal.
    public mutating func appendLiteral(_ markup: StaticString) { text += markup.description }

    /// Appends a fragment.
    public mutating func appendInterpolation(_ html: HTML) { text += html.text }

    /// Appends a fragment unless it is nil.
    public mutating func appendInterpolation(_ html: HTML?) { if let html { text += html.text } }

    /// Appends a number.
    public mutating func appendInterpolation(_ number: Int) { text += String(number) }

    /// Appends untrusted text, escaped for content and quoted attributes; control and direction characters are made visible.
    public mutating func appendInterpolation(_ value: String) { escape(DisplayText.escaped(value)) }

    /// Appends untrusted text for `textarea` and `pre`: line breaks and tabs are kept.
    public mutating func appendInterpolation(lines value: String) {
      let lines = value.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      for (index, line) in lines.enumerated() {
        if index > 0 { text += "\n" }
        escape(
          line.split(separator: "\t", omittingEmptySubsequences: false).map { DisplayText.escaped(String($0)) }
            .joined(separator: "\t"))
      }
    }

    /// Appends a Boolean attribute if a condition is true.
    public mutating func appendInterpolation(_ attribute: StaticString, if condition: Bool) {
      if condition { text += " " + attribute.description }
    }

    private mutating func escape(_ value: String) {
      for character in value.unicodeScalars {
        switch character {
        case "&": text += "&amp;"
        case "<": text += "&lt;"
        case ">": text += "&gt;"
        case "\"": text += "&quot;"
        case "'": text += "&#39;"
        default: text.unicodeScalars.append(character)
        }
      }
    }
  }
}
