// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
internal import CSRKitBase

/// A password hash for storage: scrypt with a salt (RFC 7914), compared in constant time.
///
/// Its text is `scrypt$14$8$1$SALT$HASH`: log2(N), r, p, then salt and hash in hexadecimal.
package struct PasswordHash: Sendable, Hashable {
  /// The cost parameters of scrypt.
  package struct Cost: Sendable, Hashable {
    /// The base-2 logarithm of N, 10 to 20.
    package let logarithm: Int
    /// The block size r, 1 to 32.
    package let blockSize: Int
    /// The parallelism p, 1 to 16.
    package let parallelism: Int

    /// Creates a cost; nil if a number is out of range.
    package init?(logarithm: Int, blockSize: Int, parallelism: Int) {
      guard 10...20 ~= logarithm, 1...32 ~= blockSize, 1...16 ~= parallelism else { return nil }
      self.init(logarithm, blockSize, parallelism)
    }

    private init(_ logarithm: Int, _ blockSize: Int, _ parallelism: Int) {
      (self.logarithm, self.blockSize, self.parallelism) = (logarithm, blockSize, parallelism)
    }

    /// 16 MiB of memory and some tens of milliseconds.
    package static let standard = Cost(14, 8, 1)
  }

  /// The length of new salts and of every hash in bytes.
  package static let length = 32
  private static let scheme = "scrypt"

  /// The cost parameters.
  package let cost: Cost
  private let salt: [UInt8]
  private let hash: [UInt8]

  /// Hashes a password with a new salt.
  package init(
    _ password: Span<UInt8>, cost: Cost = .standard, random: inout some RandomNumberGenerator
  ) throws(OpenSSLFailure) {
    let salt = (0..<PasswordHash.length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    self.cost = cost
    self.salt = salt
    hash = try PasswordHash.derive(password, salt, cost)
  }

  /// Reads the text of a hash; nil if it is not valid.
  package init?(_ text: String) {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == PasswordHash.scheme, let logarithm = Int(parts[1]), let size = Int(parts[2]),
      let parallelism = Int(parts[3]), let salt = Hexadecimal.decode(parts[4].utf8),
      let hash = Hexadecimal.decode(parts[5].utf8),
      let cost = Cost(logarithm: logarithm, blockSize: size, parallelism: parallelism),
      !salt.isEmpty, hash.count == PasswordHash.length
    else { return nil }
    (self.cost, self.salt, self.hash) = (cost, salt, hash)
  }

  /// Whether this is the password, compared in constant time.
  package func matches(_ password: Span<UInt8>) throws(OpenSSLFailure) -> Bool {
    let other = try PasswordHash.derive(password, salt, cost)
    return unsafe CRYPTO_memcmp(hash, other, PasswordHash.length) == 0
  }

  /// The text for storage.
  package var text: String {
    let numbers = [cost.logarithm, cost.blockSize, cost.parallelism].map(String.init)
    return ([PasswordHash.scheme] + numbers + [Hexadecimal.text(salt), Hexadecimal.text(hash)]).joined(separator: "$")
  }

  private static func derive(
    _ password: Span<UInt8>, _ salt: [UInt8], _ cost: Cost
  ) throws(OpenSSLFailure) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: length)
    let memory = UInt64(128 * cost.blockSize) * (UInt64(1) << UInt64(cost.logarithm) + UInt64(cost.parallelism) + 2)
    let done = unsafe password.withUnsafeBytes { password in
      unsafe EVP_PBE_scrypt(
        password.baseAddress?.assumingMemoryBound(to: CChar.self), password.count, salt, salt.count,
        UInt64(1) << UInt64(cost.logarithm), UInt64(cost.blockSize), UInt64(cost.parallelism), memory + 1 << 20,
        &output, length)
    }
    guard done == 1 else { throw OpenSSLFailure.drain() }
    return output
  }
}

extension PasswordHash: CustomStringConvertible, CustomReflectable {
  /// Three asterisks, since a hash helps an attacker to guess the password.
  package var description: String { "***" }
  /// A mirror without children.
  package var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}
