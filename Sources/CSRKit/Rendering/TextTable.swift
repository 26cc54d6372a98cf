// SPDX-License-Identifier: Apache-2.0

/// Lines with a label and a value, in two columns.
struct Table {
  private var lines: [String] = []
  private let labelWidth: Int
  private let style: Style

  init(labelWidth: Int, style: Style) {
    self.labelWidth = labelWidth
    self.style = style
  }

  var text: String { lines.map { $0 + "\n" }.joined() }

  /// Adds a label and its values, one per line.
  mutating func add(_ label: String, _ values: [String]) {
    for (index, value) in values.enumerated() {
      let shown = index == 0 ? label : ""
      let gap = String(repeating: " ", count: max(1, labelWidth - shown.count))
      lines.append("  " + style.faint(shown) + gap + value)
    }
  }

  mutating func add(_ label: String, _ value: String?) {
    if let value { add(label, [value]) }
  }
}

/// Text of unknown origin, prepared for display.
public enum DisplayText {
  /// Escapes characters that could move the cursor of a terminal or change the direction of text.
  public static func escaped(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned:
        shown += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      default:
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }
}

/// The same, short enough for the many values of a report.
package func visible(_ text: String) -> String { DisplayText.escaped(text) }

/// Colors text by meaning.
package struct Style: Sendable {
  /// Whether escape sequences are written.
  package let usesColor: Bool

  /// Creates a style with or without color.
  package init(usesColor: Bool) { self.usesColor = usesColor }

  func bad(_ text: String) -> String { wrap(text, "31") }

  func doubtful(_ text: String) -> String { wrap(text, "33") }

  func good(_ text: String) -> String { wrap(text, "32") }

  func strong(_ text: String) -> String { wrap(text, "1") }

  func faint(_ text: String) -> String { wrap(text, "2") }

  private func wrap(_ text: String, _ code: String) -> String {
    usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
