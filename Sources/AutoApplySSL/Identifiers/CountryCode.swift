// SPDX-License-Identifier: Apache-2.0

/// The countries of ISO 3166-1, as a dated snapshot.
public enum CountryCode {
  /// Whether a code of two capital letters is officially assigned.
  public static func isAssigned(_ code: some StringProtocol) -> Bool {
    let letters = Array(code.utf8)
    guard letters.count == 2, letters[0].isASCIICapital, letters[1].isASCIICapital else { return false }
    return second[Int(letters[0] - 0x41)].utf8.contains(letters[1])
  }

  /// Every code, in alphabetical order.
  public static var all: [String] {
    second.enumerated().flatMap { index, letters in
      letters.map { "\(Character(Unicode.Scalar(UInt8(0x41 + index))))\($0)" }
    }
  }
}
