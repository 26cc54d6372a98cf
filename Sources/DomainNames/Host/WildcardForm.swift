// SPDX-License-Identifier: Apache-2.0

/// Whether and how a name has asterisks; only `leftmost` is a Wildcard Domain Name (BR 1.6.1).
public enum WildcardForm: Sendable, Hashable, CaseIterable {
  /// No asterisk.
  case none
  /// One `*.` at the start, followed by a name.
  case leftmost
  /// Nothing but an asterisk.
  case bare
  /// An asterisk beside other characters of its label, as in `w*.example.com`.
  case partial
  /// More than one asterisk, as in `*.*.example.com`.
  case several
  /// A label that is an asterisk, but not the first, as in `www.*.example.com`.
  case notLeftmost

  /// The form of a name, by its labels as they are given.
  init(labels: [ArraySlice<UInt8>]) {
    let asterisk = UInt8(ascii: "*")
    let count = labels.reduce(0) { total, label in total + label.count { $0 == asterisk } }
    guard count > 0, let index = labels.firstIndex(where: { $0.contains(asterisk) }) else {
      self = .none
      return
    }
    if count > 1 {
      self = .several
    } else if labels[index].count > 1 {
      self = .partial
    } else if labels.count == 1 {
      self = .bare
    } else {
      self = index == 0 ? .leftmost : .notLeftmost
    }
  }
}
