// SPDX-License-Identifier: Apache-2.0
internal import DomainLibraries

/// IANA's list of delegated top-level domains, as of the snapshot's date (`DataSnapshot`).
///
/// A name whose last label is not in it is an Internal Name (BR 1.6.1).
public enum TopLevelDomains {
  /// Whether a label, as an A-label or in ASCII, is delegated; case does not matter.
  public static func contains(_ label: String) -> Bool {
    let bytes = Array(label.utf8)
    return contains(bytes.span, 0..<bytes.count)
  }

  /// Whether the label in this part of the bytes is delegated; allocates nothing.
  public static func contains(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    EmbeddedFile.topLevelDomains.withBytes { file in
      SortedLines.line(withKey: bytes, range, foldingCase: true, in: file) != nil
    }
  }
}
