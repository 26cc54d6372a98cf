// SPDX-License-Identifier: Apache-2.0

enum Hexadecimal {
  /// The two digits of an octet.
  static func digits(_ octet: UInt8, capital: Bool) -> [UInt8] {
    [digit(octet >> 4, capital: capital), digit(octet & 0x0F, capital: capital)]
  }

  private static func digit(_ value: UInt8, capital: Bool) -> UInt8 {
    value < 10 ? 0x30 + value : (capital ? 0x37 : 0x57) + value
  }
}

extension UInt8 {
  /// The value of a hexadecimal digit in either case.
  var hexadecimalValue: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x37
    case 0x61...0x66: self - 0x57
    default: nil
    }
  }
}
