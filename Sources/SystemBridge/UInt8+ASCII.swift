// SPDX-License-Identifier: Apache-2.0

extension UInt8 {
  /// The lower-case letter of an ASCII capital, else the octet itself.
  @inlinable
  public var asciiLowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
