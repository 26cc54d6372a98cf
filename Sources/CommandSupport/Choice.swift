// SPDX-License-Identifier: Apache-2.0
package import ArgumentParser

/// An option's value out of a few words.
///
/// It states what ArgumentParser would compute at every start, which takes 0.1 ms for each such option.
package protocol Choice: RawRepresentable<String>, CaseIterable, ExpressibleByArgument where AllCases == [Self] {}

extension Choice {
  package static var allValueStrings: [String] { allCases.map { $0.rawValue } }

  package static var allValueDescriptions: [String: String] { [:] }

  package var defaultValueDescription: String { rawValue }
}
