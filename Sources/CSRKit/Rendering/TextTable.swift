// SPDX-License-Identifier: Apache-2.0

/// Lines of a label and a value, the values aligned and folded.
struct Table {
  private var lines: [String] = []
  private let labelWidth: Int
  private let style: Style

  init(labelWidth: Int, style: Style) {
    self.labelWidth = labelWidth
    self.style = style
  }

  var text: String { lines.map { $0 + "\n" }.joined() }

  /// Adds a label with its values, one below the other.
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

/// Text from a request as a terminal may show it: what could move the cursor or turn the line round is spelled out.
public func visible(_ text: String) -> String {
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

/// Colour by meaning, where the reader's terminal has it.
public struct Style: Sendable {
  /// Whether escape sequences are written.
  public let usesColor: Bool

  /// A style with or without colour.
  public init(usesColor: Bool) { self.usesColor = usesColor }

  func bad(_ text: String) -> String { wrap(text, "31") }

  func doubtful(_ text: String) -> String { wrap(text, "33") }

  func good(_ text: String) -> String { wrap(text, "32") }

  func strong(_ text: String) -> String { wrap(text, "1") }

  func faint(_ text: String) -> String { wrap(text, "2") }

  private func wrap(_ text: String, _ code: String) -> String {
    usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
