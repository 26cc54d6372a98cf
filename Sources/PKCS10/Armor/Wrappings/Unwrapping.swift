// SPDX-License-Identifier: Apache-2.0

/// A kind of wrapping and how to remove it.
///
/// Removing it leaves text alone that is not wrapped this way: PEM and Base64 pass unchanged. Hence the entire text
/// can be rewritten even if only a part of it is wrapped.
struct Unwrapping: Sendable {
  /// A cheap check that rules out most texts.
  let mayApply: @Sendable (ByteCounts) -> Bool
  /// Writes the text without the wrapping.
  let remove: @Sendable (inout LayerBuilder) -> Void

  /// All wrappings in the order in which they are tried: character sets, mail encodings, markup, program syntax,
  /// layout, and last the encodings of an entire text.
  static let table: [Unwrapping] = [
    MainframeText.unwrapping,
    WideCharacters.unwrapping,
    Typography.unwrapping,
    HexDump.unwrapping,
    PagerPrompts.unwrapping,
    QuotedLines.unwrapping,
    QuotedPrintable.unwrapping,
    Markup.unwrapping,
    PercentWrapping.unwrapping,
    StringLiterals.unwrapping,
    ByteList.unwrapping,
    LineSuffix.unwrapping,
    BackslashEscapes.unwrapping,
    LinePrefix.unwrapping,
    UTF7.unwrapping,
    NestedText.unwrapping,
  ]

  /// The number of entries at the start that cannot damage anything; they are applied before the first reading.
  static let plainSteps = 4
  /// The number of entries at the start that decode the character set of what may look like binary data.
  static let characterSetSteps = 2

  /// How often each wrapping is removed; text may be percent-encoded or escaped twice.
  static let repeatLimit = 3

  /// Returns the next layer, or nil if the text has no such wrapping.
  func apply(to layer: Layer, work: inout WorkLimit) -> Layer? {
    guard mayApply(layer.counts) else { return nil }
    var builder = LayerBuilder(layer, work: work)
    remove(&builder)
    work = builder.work
    return builder.hasChanged ? builder.finish() : nil
  }
}
