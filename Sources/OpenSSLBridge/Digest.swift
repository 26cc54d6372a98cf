// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
internal import CSRKitBase

/// The hash functions of certification requests and request tokens.
package enum DigestAlgorithm: UInt8, Sendable, Hashable, CaseIterable {
  case md5, sha1, sha224, sha256, sha384, sha512

  /// The length of the digest in bytes.
  package var length: Int {
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

/// A digest of at most 64 bytes, stored inline without allocation.
package struct Digest: Sendable {
  /// The hash function.
  package let algorithm: DigestAlgorithm
  private var storage: InlineArray<64, UInt8>

  /// Computes the digest of a range of the bytes.
  ///
  /// It uses the low-level calls because `EVP_Digest` fetches its implementation on every call, which costs more than
  /// hashing a request.
  package init(_ algorithm: DigestAlgorithm, of range: Range<Int>, in bytes: Span<UInt8>) {
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

  /// Computes the digest of all bytes.
  package init(_ algorithm: DigestAlgorithm, of bytes: Span<UInt8>) {
    self.init(algorithm, of: 0..<bytes.count, in: bytes)
  }

  /// The number of bytes.
  package var count: Int { algorithm.length }

  /// One byte of the digest.
  package subscript(index: Int) -> UInt8 {
    precondition(index < count)
    return storage[index]
  }

  /// The bytes as an array.
  package var bytes: [UInt8] { (0..<count).map { storage[$0] } }

  /// Calls `body` with the bytes.
  package func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    body(storage.span.extracting(0..<count))
  }

  /// The digest in hexadecimal.
  package func hex(upperCase: Bool = false) -> String {
    Hexadecimal.text(0..<count, in: storage.span, upperCase: upperCase)
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
  /// Whether both have the same hash function and the same bytes.
  package static func == (left: Digest, right: Digest) -> Bool {
    guard left.algorithm == right.algorithm else { return false }
    for index in 0..<left.count where left.storage[index] != right.storage[index] { return false }
    return true
  }

  /// Hashes the bytes.
  package func hash(into hasher: inout Hasher) {
    for index in 0..<count { hasher.combine(storage[index]) }
  }
}

/// Incremental SHA-256.
///
/// It uses the low-level calls because the first fetch of a digest loads OpenSSL's providers, which is a quarter of the
/// run time of a process that reads one request.
package struct SHA256Hash {
  private var context = SHA256_CTX()

  /// Creates a hash of no bytes.
  package init() { unsafe SHA256_Init(&context) }

  /// Adds a range of the bytes.
  package mutating func update(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    unsafe bytes.extracting(range).withUnsafeBufferPointer { buffer in
      _ = unsafe SHA256_Update(&context, buffer.baseAddress, buffer.count)
    }
  }

  /// Returns the digest of all added bytes.
  package consuming func finish() -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: DigestAlgorithm.sha256.length) { buffer, count in
      unsafe SHA256_Final(buffer.baseAddress, &context)
      count = DigestAlgorithm.sha256.length
    }
  }
}

/// SHA3-256 (FIPS 202), which only the checksum of onion addresses uses.
package enum SHA3 {
  /// The 32 bytes of the digest; nil if this build of OpenSSL does not have SHA-3.
  package static func digest256(of bytes: Span<UInt8>) -> [UInt8]? {
    var digest = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 0
    let done = unsafe bytes.withUnsafeBufferPointer { input in
      unsafe digest.withUnsafeMutableBufferPointer { output in
        unsafe EVP_Digest(input.baseAddress, input.count, output.baseAddress, &length, EVP_sha3_256(), nil)
      }
    }
    return done == 1 && length == 32 ? digest : nil
  }
}
