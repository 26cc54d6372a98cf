// SPDX-License-Identifier: Apache-2.0

/// What people leave around a host name: spaces, a scheme, a user, a port, a path.
extension HostNameReader {
  /// Narrows `host` step by step; each piece taken away is a fault.
  mutating func unwrap() {
    trim()
    takeScheme()
    takePath()
    takeUser()
    takePort()
  }

  /// Spaces and invisible characters at both ends.
  private mutating func trim() {
    let text = string(host)
    var lower = host.lowerBound
    for scalar in text.unicodeScalars {
      guard let kind = HostNameReader.outside(scalar) else { break }
      let next = lower + UTF8.width(scalar)
      report(kind, lower..<next)
      lower = next
    }
    var upper = host.upperBound
    for scalar in text.unicodeScalars.reversed() {
      guard upper > lower, let kind = HostNameReader.outside(scalar) else { break }
      let next = upper - UTF8.width(scalar)
      report(kind, next..<upper)
      upper = next
    }
    host = lower..<upper
  }

  private static func outside(_ scalar: Unicode.Scalar) -> HostNameFault.Kind? {
    switch fault(scalar) {
    case .space: .space
    case .control(let scalar): .control(scalar)
    default: nil
    }
  }

  /// A scheme as in `http://`, also with a wrong number of slashes or a forgotten colon.
  private mutating func takeScheme() {
    var end = host.lowerBound
    while end < host.upperBound, isSchemeByte(bytes[end]) { end += 1 }
    let scheme = string(host.lowerBound..<end).asciiLowercased
    var rest = end
    if rest < host.upperBound, bytes[rest] == UInt8(ascii: ":") { rest += 1 }
    var slashes = rest
    while slashes < host.upperBound, isSlash(bytes[slashes]) { slashes += 1 }
    let isWeb = scheme == "http" || scheme == "https"
    let hasColon = rest > end
    // "host/path" and "host:8080" are no schemes; "//host", "http:host", "http//host" and "ftp://host" are.
    let isScheme =
      slashes - rest >= 2 && (hasColon || scheme.isEmpty || isWeb)
      || isWeb && hasColon && slashes < host.upperBound
        && !isDigit(bytes[slashes])
    guard isScheme else { return }
    report(.scheme(scheme), host.lowerBound..<slashes)
    host = slashes..<host.upperBound
  }

  private mutating func takePath() {
    let start = bytes[host].firstIndex { isSlash($0) || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
    guard let start else { return }
    report(.path, start..<host.upperBound)
    host = host.lowerBound..<start
  }

  private mutating func takeUser() {
    guard let at = bytes[host].lastIndex(of: UInt8(ascii: "@")) else { return }
    report(.userPart, host.lowerBound..<at + 1)
    host = at + 1..<host.upperBound
  }

  /// A colon and digits at the end; several colons without brackets are an IPv6 address.
  private mutating func takePort() {
    let colon = UInt8(ascii: ":")
    guard let last = bytes[host].lastIndex(of: colon), bytes[last + 1..<host.upperBound].allSatisfy(isDigit) else {
      return
    }
    let isAlone = bytes[host].firstIndex(of: colon) == last
    guard isAlone || (last > host.lowerBound && bytes[last - 1] == UInt8(ascii: "]")) else { return }
    report(.port(string(last + 1..<min(host.upperBound, last + 9))), last..<host.upperBound)
    host = host.lowerBound..<last
  }

  private func isSlash(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Letters, digits, `+` and `-`; RFC 3986 §3.1 also allows dots, but those are a host name's here.
  private func isSchemeByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte.asciiLowercased) || isDigit(byte) || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: "-")
  }
}
