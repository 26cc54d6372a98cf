// SPDX-License-Identifier: Apache-2.0

extension IPAddress: CustomStringConvertible {
  /// The canonical text: dotted decimal, or RFC 5952 §4 with §5's dotted end for IPv4-mapped addresses.
  public var description: String {
    if family == .v4 { return dotted }
    if let mapped { return "::ffff:\(mapped.dotted)" }
    let groups = groups
    guard let gap = longestZeros(groups) else { return hexadecimal(groups[...]) }
    return hexadecimal(groups[..<gap.lowerBound]) + "::" + hexadecimal(groups[gap.upperBound...])
  }

  /// The name whose PTR record belongs to the address: under in-addr.arpa (RFC 1035 §3.5) or ip6.arpa (RFC 3596 §2.5).
  public var reverseName: String {
    if family == .v4 { return octets.reversed().map { "\($0)." }.joined() + "in-addr.arpa" }
    let nibbles = octets.reversed().flatMap { [$0 & 0x0F, $0 >> 4] }
    return nibbles.map { String($0, radix: 16) + "." }.joined() + "ip6.arpa"
  }

  private var dotted: String {
    octets.map { String($0) }.joined(separator: ".")
  }

  private var groups: [UInt16] {
    stride(from: 112, through: 0, by: -16).map { UInt16(truncatingIfNeeded: value >> UInt128($0)) }
  }

  private func hexadecimal(_ groups: ArraySlice<UInt16>) -> String {
    groups.map { String($0, radix: 16) }.joined(separator: ":")
  }

  /// The groups that `::` stands for: the longest run of two or more zeros, the first of equals (RFC 5952 §4.2).
  private func longestZeros(_ groups: [UInt16]) -> Range<Int>? {
    var best = 0..<1
    var start = 0
    for (index, group) in groups.enumerated() {
      if group != 0 { start = index + 1 } else if index + 1 - start > best.count { best = start..<index + 1 }
    }
    return best.count > 1 ? best : nil
  }
}
