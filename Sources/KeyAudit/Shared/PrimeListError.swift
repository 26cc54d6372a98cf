// SPDX-License-Identifier: Apache-2.0

/// Why bytes are no list of primes.
public enum PrimeListError: Error, Sendable, Hashable {
  /// There is nothing in it.
  case empty
  /// More bytes than any list has.
  case tooLong(limit: Int)
  /// Not a product as gmpy2 writes it; the offset of the first byte that cannot be.
  case noProduct(offset: Int)
  /// A line that is no number in hexadecimal, counted from 1.
  case noNumber(line: Int)
  /// A line whose number can be no prime of a key: even, one, or over 16,384 bits.
  case noPrime(line: Int)
}

extension PrimeListError: CustomStringConvertible {
  /// A sentence for a person, without a full stop.
  public var description: String {
    switch self {
    case .empty: "the list of primes is empty"
    case .tooLong(let limit): "the list of primes is longer than \(limit) bytes"
    case .noProduct(let offset): "byte \(offset) is not that of a product written by gmpy2"
    case .noNumber(let line): "line \(line) is not a number in hexadecimal"
    case .noPrime(let line): "line \(line) holds a number that no key has as a prime"
    }
  }
}
