// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
internal import CSRKitBase

/// Owns an OpenSSL big number.
///
/// It has one owner, and OpenSSL does not modify operands, so another thread may read it at the same time.
@safe package struct BigNumber: ~Copyable, @unchecked Sendable {
  let pointer: OpaquePointer

  /// Zero.
  package init() {
    guard let pointer = unsafe BN_new() else { outOfMemory() }
    unsafe self.pointer = pointer
  }

  /// Creates an unsigned number from big-endian bytes.
  package init(bigEndian bytes: Span<UInt8>) {
    self.init()
    assign(bigEndian: bytes)
  }

  /// Creates a number from one word.
  package init(_ word: UInt) {
    self.init()
    unsafe BN_set_word(pointer, word)
  }

  /// Creates an unsigned number from little-endian words.
  package init(littleEndian words: Span<UInt64>) {
    self.init()
    var octets: [UInt8] = []
    octets.reserveCapacity(words.count * 8)
    for index in words.indices {
      for shift in 0..<8 { octets.append(UInt8(truncatingIfNeeded: words[index] >> (8 * UInt64(shift)))) }
    }
    unsafe octets.span.withUnsafeBufferPointer { buffer in
      guard unsafe BN_lebin2bn(buffer.baseAddress, Int32(buffer.count), pointer) != nil else { outOfMemory() }
    }
  }

  deinit { unsafe BN_free(pointer) }

  /// Assigns the value of big-endian bytes, reusing the storage.
  package mutating func assign(bigEndian bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard unsafe BN_bin2bn(buffer.baseAddress, Int32(buffer.count), pointer) != nil else { outOfMemory() }
    }
  }

  /// The number of significant bits; 0 for zero.
  package var bitCount: Int { Int(unsafe BN_num_bits(pointer)) }

  /// The absolute value in big-endian bytes, left-padded with zeros to `width`; nil if it needs more.
  package func bigEndianBytes(width: Int? = nil) -> [UInt8]? {
    let needed = Int(unsafe COpenSSL_BN_num_bytes(pointer))
    let width = width ?? needed
    guard width >= needed else { return nil }
    return unsafe [UInt8](unsafeUninitializedCapacity: width) { buffer, count in
      unsafe BN_bn2binpad(pointer, buffer.baseAddress, Int32(width))
      count = width
    }
  }
}

extension BigNumber {
  /// The absolute value in `count` little-endian words; nil if it needs more.
  package func littleEndianWords(count: Int) -> [UInt64]? {
    guard let bytes = bigEndianBytes(width: count * 8) else { return nil }
    return (0..<count).map { index in
      let end = bytes.count - 8 * index
      return bytes[end - 8..<end].reduce(0) { $0 << 8 | UInt64($1) }
    }
  }
}

/// Ends the process: OpenSSL's allocator fails only if the system is out of memory.
func outOfMemory() -> Never {
  preconditionFailure("OpenSSL could not allocate memory")
}

/// Arithmetic, shifts and comparison. A difference may be negative.
extension BigNumber {
  /// Creates a copy with its own storage.
  package init(copying other: borrowing BigNumber) {
    self.init()
    guard unsafe BN_copy(pointer, other.pointer) != nil else { outOfMemory() }
  }

  /// The sum.
  package static func + (left: borrowing BigNumber, right: borrowing BigNumber) -> BigNumber {
    let result = BigNumber()
    guard unsafe BN_add(result.pointer, left.pointer, right.pointer) == 1 else { outOfMemory() }
    return result
  }

  /// The difference, which may be negative.
  package static func - (left: borrowing BigNumber, right: borrowing BigNumber) -> BigNumber {
    let result = BigNumber()
    guard unsafe BN_sub(result.pointer, left.pointer, right.pointer) == 1 else { outOfMemory() }
    return result
  }

  /// The product.
  package static func * (left: borrowing BigNumber, right: borrowing BigNumber) -> BigNumber {
    let result = BigNumber()
    let context = BigNumberContext()
    guard unsafe BN_mul(result.pointer, left.pointer, right.pointer, context.pointer) == 1 else { outOfMemory() }
    return result
  }

  /// The square.
  package func squared() -> BigNumber {
    let result = BigNumber()
    let context = BigNumberContext()
    guard unsafe BN_sqr(result.pointer, pointer, context.pointer) == 1 else { outOfMemory() }
    return result
  }

  /// The quotient, rounded towards zero; nil for a divisor of zero.
  package func quotient(dividingBy divisor: borrowing BigNumber) -> BigNumber? {
    guard !divisor.isZero else { return nil }
    let result = BigNumber()
    let context = BigNumberContext()
    guard unsafe BN_div(result.pointer, nil, pointer, divisor.pointer, context.pointer) == 1 else { outOfMemory() }
    return result
  }

  /// The remainder in `0..<divisor`; nil for a divisor of zero.
  package func remainder(dividingBy divisor: borrowing BigNumber) -> BigNumber? {
    guard !divisor.isZero else { return nil }
    let result = BigNumber()
    let context = BigNumberContext()
    guard unsafe BN_nnmod(result.pointer, pointer, divisor.pointer, context.pointer) == 1 else { outOfMemory() }
    return result
  }

  /// The remainder of the division by a nonzero word.
  package func remainder(dividingBy word: UInt) -> UInt {
    precondition(word != 0)
    return UInt(unsafe BN_mod_word(pointer, word))
  }

  /// The number multiplied by 2 to the power of `bits`.
  package func shiftedLeft(by bits: Int) -> BigNumber {
    let result = BigNumber()
    guard unsafe BN_lshift(result.pointer, pointer, Int32(bits)) == 1 else { outOfMemory() }
    return result
  }

  /// The number divided by 2 to the power of `bits`, rounded towards zero.
  package func shiftedRight(by bits: Int) -> BigNumber {
    let result = BigNumber()
    guard unsafe BN_rshift(result.pointer, pointer, Int32(bits)) == 1 else { outOfMemory() }
    return result
  }

  /// Adds a word in place.
  package mutating func add(_ word: UInt) {
    guard unsafe BN_add_word(pointer, word) == 1 else { outOfMemory() }
  }

  /// Subtracts a word in place.
  package mutating func subtract(_ word: UInt) {
    guard unsafe BN_sub_word(pointer, word) == 1 else { outOfMemory() }
  }

  /// Whether it is zero.
  package var isZero: Bool { unsafe BN_is_zero(pointer) == 1 }

  /// Whether it is one.
  package var isOne: Bool { unsafe BN_is_one(pointer) == 1 }

  /// Whether it is odd.
  package var isOdd: Bool { unsafe BN_is_odd(pointer) == 1 }

  /// Whether it is negative.
  package var isNegative: Bool { unsafe BN_is_negative(pointer) == 1 }

  /// Whether both numbers are equal.
  package static func == (left: borrowing BigNumber, right: borrowing BigNumber) -> Bool {
    unsafe BN_cmp(left.pointer, right.pointer) == 0
  }

  /// Whether the left number is smaller.
  package static func < (left: borrowing BigNumber, right: borrowing BigNumber) -> Bool {
    unsafe BN_cmp(left.pointer, right.pointer) < 0
  }

  /// `0x` and the magnitude in lower-case hexadecimal without leading zeros, after a minus sign if negative.
  package var hex: String {
    guard let bytes = bigEndianBytes(), !bytes.isEmpty else { return "0x0" }
    return (isNegative ? "-0x" : "0x") + Hexadecimal.text(bytes).drop { $0 == "0" }
  }
}

/// Owns OpenSSL's pool of temporary numbers.
@safe struct BigNumberContext: ~Copyable {
  let pointer: OpaquePointer

  init() {
    guard let pointer = unsafe BN_CTX_new() else { outOfMemory() }
    unsafe self.pointer = pointer
  }

  deinit { unsafe BN_CTX_free(pointer) }
}
