// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// A named value that proves a hit.
public struct Evidence: Sendable, Hashable {
  /// The name: lower camel case, a key of the JSON object `evidence`.
  public let name: String
  /// The value: a number in decimal digits, a large one as `0x` and hexadecimal digits, or a word.
  public let value: String
  /// Whether it is part of a private key that is not to be shown unasked.
  public let isPrivate: Bool

  /// A value.
  public init(_ name: String, _ value: String, isPrivate: Bool = false) {
    self.name = name
    self.value = value
    self.isPrivate = isPrivate
  }

  init(_ name: String, _ value: some BinaryInteger) {
    self.init(name, String(value))
  }

  init(_ name: String, _ value: borrowing BigNumber) {
    self.init(name, value.hex)
  }
}
