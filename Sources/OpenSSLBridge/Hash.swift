// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// A digest in the making, for input that comes in parts or is too long for one call.
@safe public struct Hash: ~Copyable {
  private let context: OpaquePointer
  private let algorithm: DigestAlgorithm

  /// The hash of nothing yet.
  public init(_ algorithm: DigestAlgorithm) {
    guard let context = unsafe EVP_MD_CTX_new() else { outOfMemory() }
    let type =
      switch algorithm {
      case .md5: unsafe EVP_md5()
      case .sha1: unsafe EVP_sha1()
      case .sha224: unsafe EVP_sha224()
      case .sha256: unsafe EVP_sha256()
      case .sha384: unsafe EVP_sha384()
      case .sha512: unsafe EVP_sha512()
      }
    unsafe EVP_DigestInit_ex(context, type, nil)
    unsafe self.context = context
    self.algorithm = algorithm
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  /// Takes a part of the bytes.
  public mutating func update(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    unsafe bytes.extracting(range).withUnsafeBufferPointer { buffer in
      _ = unsafe EVP_DigestUpdate(context, buffer.baseAddress, buffer.count)
    }
  }

  /// The digest of all that was taken; the hash is used up.
  public consuming func finish() -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: algorithm.length) { buffer, count in
      unsafe EVP_DigestFinal_ex(context, buffer.baseAddress, nil)
      count = algorithm.length
    }
  }
}
