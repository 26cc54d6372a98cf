// SPDX-License-Identifier: Apache-2.0

/// A number times a power of two, in digits to the base 2^width that are all far smaller than the base.
///
/// The digits are the coefficients of a polynomial with that number as its value at 2^width. If all digits of two factors
/// are small, the polynomial of their product is the product of their polynomials.
struct SparseDigits {
  /// The lengths of words for which the search is made. Digits that are small for one length can fit a multiple of it too,
  /// but the polynomial is then not a product.
  static let widths = [16, 32, 64, 128]

  /// The length of a digit in bits.
  let width: Int
  /// The exponent of the power of two: it moves the used bits of each word to the low end.
  let shift: Int
  /// The digits from the lowest one, each between -2^(width-1) and 2^(width-1).
  let digits: [Int128]
  /// The length of the largest digit in bits.
  let digitBits: Int

  /// The number of bits that must be unused in each digit. All digits of a random number have this property by chance
  /// with a probability below 2^-60.
  private static func unusedBits(_ width: Int) -> Int { max(2, width / 16) }

  /// Returns the shift with the smallest digits; nil if all shifts have a digit that is hardly smaller than the base.
  static func find(_ number: Span<UInt64>, width: Int) -> SparseDigits? {
    var best: SparseDigits?
    for shift in 0..<width {
      let limit = (best?.digitBits ?? width - unusedBits(width) + 1) - 1
      best = SparseDigits(number, width: width, shift: shift, digitBits: limit) ?? best
    }
    return best
  }

  /// Returns nil if a digit has more than `limit` bits.
  private init?(_ number: Span<UInt64>, width: Int, shift: Int, digitBits limit: Int) {
    var digits: [Int128] = []
    var largest: UInt128 = 0
    var carry: UInt128 = 0
    for start in stride(from: -shift, to: 64 * number.count, by: width) {
      let chunk = SparseDigits.bits(start, width, of: number)
      let (sum, isFull) = chunk.addingReportingOverflow(carry)
      let isNegative = isFull || sum >> UInt128(width - 1) != 0
      let digit = isNegative ? Int128(truncatingIfNeeded: sum) - SparseDigits.base(width) : Int128(sum)
      carry = isNegative ? 1 : 0
      largest = max(largest, digit.magnitude)
      guard largest >> UInt128(limit) == 0 else { return nil }
      digits.append(digit)
    }
    if carry > 0 { digits.append(1) }
    while digits.last == 0 { digits.removeLast() }
    guard digits.count > 2 else { return nil }
    self.width = width
    self.shift = shift
    self.digits = digits
    digitBits = 128 - largest.leadingZeroBitCount
  }

  /// 2^width, or zero for 128 bits, where the conversion to a signed number has already subtracted it.
  private static func base(_ width: Int) -> Int128 { width < 128 ? 1 << Int128(width) : 0 }

  /// `width` bits of a number, from a position that can be negative; bits outside the number are zero.
  private static func bits(_ start: Int, _ width: Int, of number: Span<UInt64>) -> UInt128 {
    func word(_ index: Int) -> UInt128 { number.indices.contains(index) ? UInt128(number[index]) : 0 }
    let index = start >> 6
    let offset = UInt128(start & 63)
    let lower = word(index) >> offset | word(index + 1) << (64 - offset)
    let upper = offset == 0 ? 0 : word(index + 2) << (128 - offset)
    return (lower | upper) & (.max >> UInt128(128 - width))
  }
}
