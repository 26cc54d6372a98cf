// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// SHA-256 in the making, for input that comes in parts.
///
/// The low-level calls are used because the first fetch of a digest loads OpenSSL's providers, which takes a process for
/// one request a quarter of its time.
public struct SHA256Hash {
  private var context = SHA256_CTX()

  /// The hash of nothing yet.
  public init() { unsafe SHA256_Init(&context) }

  /// Takes a part of the bytes.
  public mutating func update(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    unsafe bytes.extracting(range).withUnsafeBufferPointer { buffer in
      _ = unsafe SHA256_Update(&context, buffer.baseAddress, buffer.count)
    }
  }

  /// The digest of all that was taken.
  public consuming func finish() -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: DigestAlgorithm.sha256.length) { buffer, count in
      unsafe SHA256_Final(buffer.baseAddress, &context)
      count = DigestAlgorithm.sha256.length
    }
  }
}
