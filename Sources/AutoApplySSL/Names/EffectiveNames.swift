// SPDX-License-Identifier: Apache-2.0
internal import SystemBridge

/// The names that the ordered certificate will have, and those that were given and will not be used.
public struct EffectiveNames: Sendable, Hashable {
  /// The common name of the certificate's subject, folded; nil where it has none.
  public internal(set) var commonName: String?
  /// The names, each once, in order.
  public internal(set) var domains: [EffectiveName] = []
  /// The folded names as they were listed, repeats included: what positional lists are counted against.
  public internal(set) var listed: [String] = []
  /// Where the names come from.
  public internal(set) var origin = ValueOrigin.absent
  /// The names that the CA adds by itself; they are in `domains` too.
  public internal(set) var added: [Sourced<String>] = []
  /// What was given and has no effect.
  public internal(set) var ignored: [IgnoredName] = []
  /// What is wrong with the names as a set.
  public internal(set) var faults: [NameFault] = []

  /// The names of an order: of a list where the product covers one, or, where no product is known, domainNames
  /// is given; else of the common name.
  init(of order: OrderValues, fold: (String) -> String) {
    let isMultiDomain =
      order.selection?.certificate.isMultiDomain ?? order.isGiven(.domainNames)
    if isMultiDomain {
      readList(of: order, fold: fold)
    } else {
      readCommonName(of: order, fold: fold)
    }
    let commonNames = order.request.commonNames
    if commonNames.count > 1 {
      faults.append(.severalCommonNames(commonNames))
      ignored += commonNames.dropFirst().map { IgnoredName($0, .furtherCommonName) }
    }
  }

  /// The fold for ASCII names: lower case and without the one trailing dot of an absolute name.
  public static func asciiFold(_ name: String) -> String {
    let folded = name.asciiLowercased
    guard folded.utf8.last == 0x2E, folded.utf8.count > 1 else { return folded }
    return String(folded[..<folded.utf8.index(before: folded.utf8.endIndex)])
  }
}
