// SPDX-License-Identifier: Apache-2.0

/// One way in which text gets wrapped on its way here, and how it is undone.
///
/// Undoing leaves text alone that is not so wrapped: PEM and Base64 pass each of these unchanged. Hence a whole text
/// can be rewritten for the sake of one part of it.
struct Unwrapping: Sendable {
  /// A cheap look that spares the rewriting.
  let mayApply: @Sendable (Census) -> Bool
  /// Writes the text without the wrapping.
  let undo: @Sendable (inout LayerBuilder) -> Void

  /// All of them, in the order in which they are tried on each layer: character sets, then what mail does, then
  /// markup and the syntaxes of programs, then layout, and last what hides a whole text.
  static let table: [Unwrapping] = [
    WideCharacters.unwrapping,
    Typography.unwrapping,
    HexDump.unwrapping,
    QuotedLines.unwrapping,
    QuotedPrintable.unwrapping,
    Markup.unwrapping,
    PercentEncoding.unwrapping,
    StringLiterals.unwrapping,
    ByteList.unwrapping,
    LineSuffix.unwrapping,
    BackslashEscapes.unwrapping,
    LinePrefix.unwrapping,
    UTF7.unwrapping,
    NestedText.unwrapping,
  ]

  /// How many at the start of the table cannot harm anything else; these come before the first look.
  static let plainSteps = 3

  /// How often one of them is undone; text may well be percent-encoded or escaped twice.
  static let repeatLimit = 3

  /// The next layer, or nil if the text has no such wrapping.
  func apply(to layer: Layer, work: inout WorkLimit) -> Layer? {
    guard mayApply(layer.census) else { return nil }
    var builder = LayerBuilder(layer, work: work)
    undo(&builder)
    work = builder.work
    return builder.hasChanged ? builder.finish() : nil
  }
}
