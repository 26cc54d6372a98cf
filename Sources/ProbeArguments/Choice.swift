// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser

/// An option's value out of a few words.
///
/// It says outright what ArgumentParser would find out at every start, in a tenth of a millisecond for each such option.
public protocol Choice: RawRepresentable<String>, CaseIterable, ExpressibleByArgument where AllCases == [Self] {}

extension Choice {
  /// The words, in their order.
  public static var allValueStrings: [String] { allCases.map { $0.rawValue } }

  /// None: a word says what it means.
  public static var allValueDescriptions: [String: String] { [:] }

  /// The word.
  public var defaultValueDescription: String { rawValue }
}
