// SPDX-License-Identifier: Apache-2.0
internal import CSRKit

/// A piece of HTML. Text gets into it by interpolation only, and is escaped there; there is no other way in.
///
/// ```swift
/// let row: HTML = "<tr><th>\(label)</th><td>\(value)</td></tr>"
/// ```
public struct HTML: Sendable, ExpressibleByStringInterpolation {
  /// The markup.
  public private(set) var text: String

  /// Markup of this source.
  public init(stringLiteral markup: StaticString) {
    text = markup.description
  }

  /// Markup of this source with values in it.
  public init(stringInterpolation pieces: StringInterpolation) { text = pieces.text }

  /// Pieces one after the other.
  static func join(_ pieces: some Sequence<HTML>) -> HTML {
    var joined: HTML = ""
    for piece in pieces { joined.text += piece.text }
    return joined
  }

  /// Adds a piece.
  static func += (left: inout HTML, right: HTML) { left.text += right.text }

  /// Whether there is nothing in it.
  var isEmpty: Bool { text.isEmpty }
}

extension HTML {
  /// Collects literals as they are and values escaped.
  public struct StringInterpolation: StringInterpolationProtocol {
    var text = ""

    /// An empty piece.
    public init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }

    /// Markup of this source.
    public mutating func appendLiteral(_ markup: StaticString) { text += markup.description }

    /// Markup that was made before.
    public mutating func appendInterpolation(_ html: HTML) { text += html.text }

    /// Markup, or nothing.
    public mutating func appendInterpolation(_ html: HTML?) { if let html { text += html.text } }

    /// A number.
    public mutating func appendInterpolation(_ number: Int) { text += String(number) }

    /// Text from anywhere: escaped for content and quoted attributes; what could turn a line round is spelled out.
    public mutating func appendInterpolation(_ value: String) { escape(visible(value)) }

    /// Text of several lines, for `textarea` and `pre`: line ends and tabs stay.
    public mutating func appendInterpolation(lines value: String) {
      let lines = value.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      for (index, line) in lines.enumerated() {
        if index > 0 { text += "\n" }
        escape(
          line.split(separator: "\t", omittingEmptySubsequences: false).map { visible(String($0)) }
            .joined(separator: "\t"))
      }
    }

    /// An attribute without a value, where a condition holds.
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
