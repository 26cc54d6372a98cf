// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// The four operations, shifts and comparison. Numbers may be negative where a difference makes them so.
extension BigNumber {
  /// A copy with storage of its own.
  public init(copying other: borrowing BigNumber) {
    self.init()
    guard unsafe BN_copy(pointer, other.pointer) != nil else { outOfMemory() }
  }

  /// The sum.
  public static func + (left: borrowing BigNumber, right: borrowing BigNumber) -> BigNumber {
    let result = BigNumber()
    guard unsafe BN_add(result.pointer, left.pointer, right.pointer) == 1 else { outOfMemory() }
    return result
  }

  /// The difference, which may be negative.
  public static func - (left: borrowing BigNumber, right: borrowing BigNumber) -> BigNumber {
    let result = BigNumber()
    guard unsafe BN_sub(result.pointer, left.pointer, right.pointer) == 1 else { outOfMemory() }
    return result
  }

  /// The product.
  public static func * (left: borrowing BigNumber, right: borrowing BigNumber) -> BigNumber {
    let result = BigNumber()
    let context = BigNumberContext()
    guard unsafe BN_mul(result.pointer, left.pointer, right.pointer, context.pointer) == 1 else { outOfMemory() }
    return result
  }

  /// The square.
  public func squared() -> BigNumber {
    let result = BigNumber()
    let context = BigNumberContext()
    guard unsafe BN_sqr(result.pointer, pointer, context.pointer) == 1 else { outOfMemory() }
    return result
  }

  /// The quotient, rounded towards zero, or nil for a divisor of zero.
  public func quotient(dividingBy divisor: borrowing BigNumber) -> BigNumber? {
    guard !divisor.isZero else { return nil }
    let result = BigNumber()
    let context = BigNumberContext()
    guard unsafe BN_div(result.pointer, nil, pointer, divisor.pointer, context.pointer) == 1 else { outOfMemory() }
    return result
  }

  /// The remainder in 0 ..< divisor, or nil for a divisor of zero.
  public func remainder(dividingBy divisor: borrowing BigNumber) -> BigNumber? {
    guard !divisor.isZero else { return nil }
    let result = BigNumber()
    let context = BigNumberContext()
    guard unsafe BN_nnmod(result.pointer, pointer, divisor.pointer, context.pointer) == 1 else { outOfMemory() }
    return result
  }

  /// The remainder by a word other than zero.
  public func remainder(dividingBy word: UInt) -> UInt {
    precondition(word != 0)
    return UInt(unsafe BN_mod_word(pointer, word))
  }

  /// The number times 2 to the power of `bits`.
  public func shiftedLeft(by bits: Int) -> BigNumber {
    let result = BigNumber()
    guard unsafe BN_lshift(result.pointer, pointer, Int32(bits)) == 1 else { outOfMemory() }
    return result
  }

  /// The number divided by 2 to the power of `bits`, rounded towards zero.
  public func shiftedRight(by bits: Int) -> BigNumber {
    let result = BigNumber()
    guard unsafe BN_rshift(result.pointer, pointer, Int32(bits)) == 1 else { outOfMemory() }
    return result
  }

  /// Adds a word in place.
  public mutating func add(_ word: UInt) {
    guard unsafe BN_add_word(pointer, word) == 1 else { outOfMemory() }
  }

  /// Subtracts a word in place.
  public mutating func subtract(_ word: UInt) {
    guard unsafe BN_sub_word(pointer, word) == 1 else { outOfMemory() }
  }

  /// Whether it is zero.
  public var isZero: Bool { unsafe BN_is_zero(pointer) == 1 }

  /// Whether it is one.
  public var isOne: Bool { unsafe BN_is_one(pointer) == 1 }

  /// Whether it is odd.
  public var isOdd: Bool { unsafe BN_is_odd(pointer) == 1 }

  /// Whether it is below zero.
  public var isNegative: Bool { unsafe BN_is_negative(pointer) == 1 }

  /// Whether both have the same value.
  public static func == (left: borrowing BigNumber, right: borrowing BigNumber) -> Bool {
    unsafe BN_cmp(left.pointer, right.pointer) == 0
  }

  /// Whether the left one is smaller.
  public static func < (left: borrowing BigNumber, right: borrowing BigNumber) -> Bool {
    unsafe BN_cmp(left.pointer, right.pointer) < 0
  }

  /// `0x` and the magnitude in lower-case hexadecimal, without leading zeros; a minus sign before a negative number.
  public var hex: String {
    guard let bytes = bigEndianBytes(), !bytes.isEmpty else { return "0x0" }
    var digits: [UInt8] = []
    for byte in bytes {
      for nibble in [byte >> 4, byte & 15] where !(digits.isEmpty && nibble == 0) {
        digits.append(nibble < 10 ? nibble + 0x30 : nibble + 0x57)
      }
    }
    return (isNegative ? "-0x" : "0x") + String(decoding: digits, as: UTF8.self)
  }
}

/// OpenSSL's pool of temporary numbers, freed with its owner.
@safe struct BigNumberContext: ~Copyable {
  let pointer: OpaquePointer

  init() {
    guard let pointer = unsafe BN_CTX_new() else { outOfMemory() }
    unsafe self.pointer = pointer
  }

  deinit { unsafe BN_CTX_free(pointer) }
}
