// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// SHA3-256 (FIPS 202), which the checksum of onion addresses uses; too rare to stand in `DigestAlgorithm`.
public enum SHA3 {
  /// The 32 bytes of the digest, or nil where this OpenSSL offers no SHA-3.
  public static func digest256(of bytes: Span<UInt8>) -> [UInt8]? {
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
