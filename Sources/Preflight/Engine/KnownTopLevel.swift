// SPDX-License-Identifier: Apache-2.0
internal import DomainNames

/// The question of nearly every name, answered for the commonest top-level domains without a look at the list.
enum KnownTopLevel {
  /// Whether the label is a top-level domain under which hosts are; `arpa` is not one of those.
  @inline(__always)
  static func contains(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    if range.count <= 4 {
      var word: UInt32 = 0
      for index in range { word = word << 8 | UInt32(bytes[index] | 0x20) }
      switch word {
      case 0x63_6F6D, 0x6E_6574, 0x6F_7267: return true  // com, net, org
      case 0x6172_7061: return false  // arpa
      default: break
      }
    }
    return TopLevelDomains.contains(bytes, range)
  }
}
