// SPDX-License-Identifier: Apache-2.0

/// One list of requested extensions: the value of an extensionRequest attribute.
package struct ExtensionList: Sendable, Hashable {
  /// Whether the attribute is that of RFC 2985 §5.4.2, not Microsoft's.
  package let isStandard: Bool
  /// The encoding of the list.
  package let range: Range<Int>
  /// The names in its subjectAltName, as OpenSSL reads them: none if the list or the extension cannot be decoded.
  package let names: [GeneralName]

  /// Reads a list, and appends its extensions.
  init(
    _ list: Node, isStandard: Bool, in bytes: Span<UInt8>, into extensions: inout [RequestedExtension],
    notes: inout [Irregularity]
  ) {
    self.isStandard = isStandard
    range = list.range
    let first = extensions.count
    let isComplete = RequestedExtension.readList(list, in: bytes, into: &extensions, notes: &notes)
    var names: [GeneralName] = []
    var value: Range<Int>?
    for requested in extensions[first...] where requested.oid.known == .subjectAltName {
      let noted = notes.count
      let found = GeneralName.readList(requested.value, in: bytes, notes: &notes)
      let isMalformed = notes[noted...].contains { $0.kind == .extensionMalformed }
      if isMalformed || !isComplete { continue }
      if let value, bytes.isEqual(value, requested.value) { continue }
      value = value ?? requested.value
      if names.isEmpty { names = found } else { names += found }
    }
    self.names = names
  }
}

/// The lists of a request, of which decoders read one.
///
/// OpenSSL reads the first standard attribute, even if its list is empty, and Microsoft's only if there is none.
struct ExtensionLists: Sendable {
  /// The list that is read.
  private(set) var read: ExtensionList?
  /// The lists that are not read.
  private(set) var unread: [ExtensionList] = []

  mutating func add(_ list: ExtensionList) {
    guard let earlier = read else {
      read = list
      return
    }
    let isPreferred = list.isStandard && !earlier.isStandard
    read = isPreferred ? list : earlier
    unread.append(isPreferred ? earlier : list)
  }
}

extension Span<UInt8> {
  /// Whether two ranges contain the same bytes.
  func isEqual(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    guard first.count == second.count else { return false }
    for index in 0..<first.count where self[first.lowerBound + index] != self[second.lowerBound + index] {
      return false
    }
    return true
  }
}
