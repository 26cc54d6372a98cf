// SPDX-License-Identifier: Apache-2.0

/// Punycode (RFC 3492), which accepts any characters; whether they may be in a domain name is checked elsewhere.
enum Punycode {
  /// The characters of a string in lower-case Punycode; nil if it is not valid output of the algorithm (RFC 3492 §6.3),
  /// which means that to encode the characters gives the same string.
  static func decode(_ text: some StringProtocol) -> String? {
    let input = Array(text.utf8)
    guard input.count <= 63, let scalars = scalars(input), encode(scalars) == input else { return nil }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private static func scalars(_ input: [UInt8]) -> [Unicode.Scalar]? {
    let delimiter = input.lastIndex(of: UInt8(ascii: "-"))
    var output = input[..<(delimiter ?? 0)].map { Unicode.Scalar($0) }
    var position = delimiter.map { $0 + 1 } ?? 0
    var (code, index, bias) = (0x80, 0, 72)
    while position < input.count {
      let start = index
      var (weight, step) = (1, base)
      while true {
        guard position < input.count, let digit = digit(input[position]), weight < limit else { return nil }
        position += 1
        index += digit * weight
        let threshold = threshold(step, bias)
        if digit < threshold { break }
        weight *= base - threshold
        step += base
      }
      let count = output.count + 1
      bias = adapt(index - start, count, isFirst: start == 0)
      code += index / count
      index %= count
      guard code <= 0x10FFFF, let scalar = Unicode.Scalar(UInt32(code)) else { return nil }
      output.insert(scalar, at: index)
      index += 1
    }
    return output
  }

  private static func encode(_ scalars: [Unicode.Scalar]) -> [UInt8] {
    var output = scalars.filter(\.isASCII).map { UInt8($0.value) }
    let basic = output.count
    if basic > 0 { output.append(UInt8(ascii: "-")) }
    var (code, delta, bias, handled) = (0x80, 0, 72, basic)
    while handled < scalars.count {
      guard let next = scalars.lazy.map({ Int($0.value) }).filter({ $0 >= code }).min() else { break }
      delta += (next - code) * (handled + 1)
      code = next
      for scalar in scalars {
        if scalar.value < code { delta += 1 }
        guard scalar.value == code else { continue }
        append(delta, bias, to: &output)
        bias = adapt(delta, handled + 1, isFirst: handled == basic)
        delta = 0
        handled += 1
      }
      delta += 1
      code += 1
    }
    return output
  }

  /// Appends a number as a variable-length integer (RFC 3492 §3.3).
  private static func append(_ number: Int, _ bias: Int, to output: inout [UInt8]) {
    var (rest, step) = (number, base)
    while true {
      let threshold = threshold(step, bias)
      if rest < threshold { break }
      output.append(octet(threshold + (rest - threshold) % (base - threshold)))
      rest = (rest - threshold) / (base - threshold)
      step += base
    }
    output.append(octet(rest))
  }
}

/// The parameters of RFC 3492 §5.
extension Punycode {
  private static let base = 36
  /// A weight above this makes any digit exceed the last code point in a label of 63 octets.
  private static let limit = 1 << 32

  private static func threshold(_ step: Int, _ bias: Int) -> Int { min(max(step - bias, 1), 26) }

  private static func adapt(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
    var rest = isFirst ? delta / 700 : delta / 2
    rest += rest / count
    var step = 0
    while rest > 455 {
      rest /= 35
      step += base
    }
    return step + 36 * rest / (rest + 38)
  }

  private static func digit(_ octet: UInt8) -> Int? {
    switch octet {
    case 0x61...0x7A: Int(octet - 0x61)
    case 0x30...0x39: Int(octet - 0x30) + 26
    default: nil
    }
  }

  private static func octet(_ digit: Int) -> UInt8 { UInt8(digit < 26 ? 0x61 + digit : 0x30 + digit - 26) }
}
