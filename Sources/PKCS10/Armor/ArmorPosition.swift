// SPDX-License-Identifier: Apache-2.0

/// A place in the input as it was received, before anything was undone.
public struct ArmorPosition: Sendable, Hashable {
  /// Bytes before the place.
  public let offset: Int
  /// The line, from 1; CR LF, LF and CR end a line.
  public let line: Int
  /// The byte in its line, from 1.
  public let column: Int

  /// A place; `offset` counts from 0, `line` and `column` from 1.
  public init(offset: Int, line: Int, column: Int) {
    self.offset = offset
    self.line = line
    self.column = column
  }
}
