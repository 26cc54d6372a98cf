// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// The hash functions that certification requests and request tokens use.
public enum DigestAlgorithm: UInt8, Sendable, Hashable, CaseIterable {
  case md5, sha1, sha224, sha256, sha384, sha512

  /// The length of the digest in bytes.
  public var length: Int {
    switch self {
    case .md5: 16
    case .sha1: 20
    case .sha224: 28
    case .sha256: 32
    case .sha384: 48
    case .sha512: 64
    }
  }
}

/// A digest of at most 64 bytes, held in place: making one allocates nothing.
public struct Digest: Sendable {
  /// The function that made it.
  public let algorithm: DigestAlgorithm
  private var storage: InlineArray<64, UInt8>

  /// The digest of a part of the bytes.
  ///
  /// The low-level calls are used because `EVP_Digest` fetches its implementation on every call, which costs more
  /// than hashing a request.
  public init(_ algorithm: DigestAlgorithm, of range: Range<Int>, in bytes: Span<UInt8>) {
    self.algorithm = algorithm
    storage = InlineArray(repeating: 0)
    let part = bytes.extracting(range)
    unsafe part.withUnsafeBufferPointer { input in
      var output = storage.mutableSpan
      unsafe output.withUnsafeMutableBufferPointer { result in
        unsafe Digest.compute(algorithm, input, result.baseAddress)
      }
    }
  }

  /// The digest of all bytes.
  public init(_ algorithm: DigestAlgorithm, of bytes: Span<UInt8>) {
    self.init(algorithm, of: 0..<bytes.count, in: bytes)
  }

  /// The number of bytes.
  public var count: Int { algorithm.length }

  /// One byte of the digest.
  public subscript(index: Int) -> UInt8 {
    precondition(index < count)
    return storage[index]
  }

  /// The bytes in an array of their own.
  public var bytes: [UInt8] { (0..<count).map { storage[$0] } }

  /// Calls `body` with the bytes in place.
  func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    body(storage.span.extracting(0..<count))
  }

  /// Appends the digest in hexadecimal.
  public func appendHex(upperCase: Bool = false, to output: inout [UInt8]) {
    let letters: UInt8 = upperCase ? 0x37 : 0x57
    output.append(addingCapacity: 2 * count) { (digits: inout OutputSpan<UInt8>) in
      for index in 0..<count {
        let (high, low) = (storage[index] >> 4, storage[index] & 0x0F)
        digits.append(high < 10 ? high + 0x30 : high + letters)
        digits.append(low < 10 ? low + 0x30 : low + letters)
      }
    }
  }

  /// The digest in hexadecimal.
  public func hex(upperCase: Bool = false) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(2 * count)
    appendHex(upperCase: upperCase, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  private static func compute(
    _ algorithm: DigestAlgorithm, _ input: UnsafeBufferPointer<UInt8>, _ result: UnsafeMutablePointer<UInt8>?
  ) {
    switch algorithm {
    case .md5:
      var context = MD5_CTX()
      unsafe MD5_Init(&context)
      unsafe MD5_Update(&context, input.baseAddress, input.count)
      unsafe MD5_Final(result, &context)
    case .sha1:
      var context = SHA_CTX()
      unsafe SHA1_Init(&context)
      unsafe SHA1_Update(&context, input.baseAddress, input.count)
      unsafe SHA1_Final(result, &context)
    case .sha224:
      var context = SHA256_CTX()
      unsafe SHA224_Init(&context)
      unsafe SHA224_Update(&context, input.baseAddress, input.count)
      unsafe SHA224_Final(result, &context)
    case .sha256:
      var context = SHA256_CTX()
      unsafe SHA256_Init(&context)
      unsafe SHA256_Update(&context, input.baseAddress, input.count)
      unsafe SHA256_Final(result, &context)
    case .sha384:
      var context = SHA512_CTX()
      unsafe SHA384_Init(&context)
      unsafe SHA384_Update(&context, input.baseAddress, input.count)
      unsafe SHA384_Final(result, &context)
    case .sha512:
      var context = SHA512_CTX()
      unsafe SHA512_Init(&context)
      unsafe SHA512_Update(&context, input.baseAddress, input.count)
      unsafe SHA512_Final(result, &context)
    }
  }
}

extension Digest: Hashable {
  /// Whether both were made by the same function and are equal byte by byte.
  public static func == (left: Digest, right: Digest) -> Bool {
    guard left.algorithm == right.algorithm else { return false }
    for index in 0..<left.count where left.storage[index] != right.storage[index] { return false }
    return true
  }

  /// Feeds the bytes to the hasher.
  public func hash(into hasher: inout Hasher) {
    for index in 0..<count { hasher.combine(storage[index]) }
  }
}
