// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// Reads the parts of a `HostName`.
struct HostNameReader {
  let bytes: [UInt8]
  var host: Range<Int>
  var labels: [HostLabel] = []
  var wildcard = WildcardForm.none
  var address: IPAddress?
  var faults: [HostNameFault] = []

  init(_ text: String) {
    bytes = Array(text.utf8)
    host = 0..<bytes.count
  }

  /// Adds a fault, up to the limit.
  mutating func report(_ kind: HostNameFault.Kind, _ range: Range<Int>) {
    if faults.count < HostName.faultLimit {
      faults.append(HostNameFault(kind: kind, range: range))
    } else if faults.count == HostName.faultLimit {
      faults.append(HostNameFault(kind: .more, range: range.lowerBound..<bytes.count))
    }
  }

  mutating func read() {
    guard OrdinaryHostName(bytes.span) == nil else { return readLabels() }
    unwrap()
    guard !host.isEmpty else { return report(.empty, host) }
    guard host.count <= HostName.readingLimit else { return report(.nameTooLong(host.count), host) }
    address = IPAddress(string(withoutBrackets(host)))
    guard address == nil else { return }
    dropTrailingDot()
    guard !host.isEmpty else { return report(.empty, host) }
    readLabels()
    checkName()
  }

  private mutating func dropTrailingDot() {
    guard bytes[host.upperBound - 1] == UInt8(ascii: ".") else { return }
    report(.trailingDot, host.upperBound - 1..<host.upperBound)
    host = host.lowerBound..<host.upperBound - 1
  }

  private mutating func readLabels() {
    let ranges = divide()
    wildcard = WildcardForm(labels: ranges.map { bytes[$0] })
    for range in ranges { labels.append(readLabel(range)) }
  }

  /// The ranges of the labels, which dots separate, including the ideographic full stops of some keyboards.
  private mutating func divide() -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = host.lowerBound
    var position = start
    while position < host.upperBound {
      let dot = dotLength(at: position)
      if dot > 0 {
        ranges.append(start..<position)
        start = position + dot
        if dot > 1 { reportDot(position..<start) }
      }
      position += max(1, dot)
    }
    ranges.append(start..<host.upperBound)
    return ranges
  }

  /// 1 for a full stop; 3 for U+3002, U+FF0E and U+FF61, which UTS 46 maps to one; else 0.
  private func dotLength(at position: Int) -> Int {
    if bytes[position] == UInt8(ascii: ".") { return 1 }
    guard bytes[position] >= 0xE3, position + 3 <= host.upperBound else { return 0 }
    return switch (bytes[position], bytes[position + 1], bytes[position + 2]) {
    case (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x8E), (0xEF, 0xBD, 0xA1): 3
    default: 0
    }
  }

  private mutating func reportDot(_ range: Range<Int>) {
    guard let scalar = string(range).unicodeScalars.first else { return }
    report(.illegalCharacter(scalar), range)
  }

  /// Checks the name as a whole: its length, and a last label of digits.
  private mutating func checkName() {
    let lengths = labels.map { $0.ascii?.utf8.count ?? $0.range.count }
    let length = lengths.reduce(labels.count - 1, +)
    if length > 253 { report(.nameTooLong(length), host) }
    if let last = labels.last, !last.range.isEmpty, bytes[last.range].allSatisfy({ (0x30...0x39).contains($0) }) {
      report(.numericTopLevelDomain, last.range)
    }
  }

  func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private func withoutBrackets(_ range: Range<Int>) -> Range<Int> {
    guard range.count > 2, bytes[range.lowerBound] == UInt8(ascii: "["),
      bytes[range.upperBound - 1] == UInt8(ascii: "]")
    else { return range }
    return range.lowerBound + 1..<range.upperBound - 1
  }
}

/// Removes what surrounds a host name: spaces, a scheme, a user, a port, a path.
extension HostNameReader {
  /// Narrows `host` step by step; each removed part is a fault.
  mutating func unwrap() {
    trim()
    takeScheme()
    takePath()
    takeUser()
    takePort()
  }

  /// Removes spaces and invisible characters at both ends.
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

  /// Removes a scheme such as `http://`, also with the wrong number of slashes or without the colon.
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
    // Not schemes: "host/path" and "host:8080". Schemes: "//host", "http:host", "http//host" and "ftp://host".
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

  /// Removes a colon and digits at the end; several colons without brackets are an IPv6 address.
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

  /// Letters, digits, `+` and `-`. RFC 3986 §3.1 also allows dots, which are part of a host name here.
  private func isSchemeByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte.asciiLowercased) || isDigit(byte) || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: "-")
  }
}
