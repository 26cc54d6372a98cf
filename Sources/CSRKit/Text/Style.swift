// SPDX-License-Identifier: Apache-2.0

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
