// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// An OpenSSL big number, freed with its owner.
///
/// It has one owner, and OpenSSL's functions read their operands without changing them: another thread may read it too.
@safe public struct BigNumber: ~Copyable, @unchecked Sendable {
  let pointer: OpaquePointer

  /// Zero.
  public init() {
    guard let pointer = unsafe BN_new() else { outOfMemory() }
    unsafe self.pointer = pointer
  }

  /// An unsigned number from its big-endian bytes.
  public init(bigEndian bytes: Span<UInt8>) {
    self.init()
    assign(bigEndian: bytes)
  }

  /// A number of one word.
  public init(_ word: UInt) {
    self.init()
    unsafe BN_set_word(pointer, word)
  }

  /// An unsigned number from its little-endian words.
  public init(littleEndian words: Span<UInt64>) {
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

  /// Takes the value of big-endian bytes; the storage is kept and reused.
  public mutating func assign(bigEndian bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard unsafe BN_bin2bn(buffer.baseAddress, Int32(buffer.count), pointer) != nil else { outOfMemory() }
    }
  }

  /// The number of significant bits; 0 for zero.
  public var bitCount: Int { Int(unsafe BN_num_bits(pointer)) }

  /// The absolute value in big-endian bytes, left-padded with zeros to `width`, or nil if it needs more.
  public func bigEndianBytes(width: Int? = nil) -> [UInt8]? {
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
  /// The absolute value in `count` little-endian words, or nil if it needs more.
  public func littleEndianWords(count: Int) -> [UInt64]? {
    guard let bytes = bigEndianBytes(width: count * 8) else { return nil }
    return (0..<count).map { index in
      let end = bytes.count - 8 * index
      return bytes[end - 8..<end].reduce(0) { $0 << 8 | UInt64($1) }
    }
  }
}

/// The process cannot go on without memory: OpenSSL's allocator fails only when the system's has.
func outOfMemory() -> Never {
  preconditionFailure("OpenSSL could not allocate memory")
}
