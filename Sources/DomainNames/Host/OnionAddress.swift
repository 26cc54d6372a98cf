// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// What the label before `.onion` is found to be (Tor rend-spec-v3 §6; BR appendix B demands version 3).
public enum OnionAddress: Sendable, Hashable {
  /// 56 characters that hold a public key, its checksum and version 3, and agree.
  case valid
  /// A version 2 address of 16 characters; those services ended in 2021.
  case version2
  /// Another length than 56 characters.
  case wrongLength(Int)
  /// A character that is not in a–z or 2–7, at this offset in the label.
  case illegalCharacter(offset: Int)
  /// Another version than 3 in the last byte.
  case wrongVersion(UInt8)
  /// The checksum does not belong to the key: at least one character is mistyped.
  case checksumMismatch

  /// Judges a label without its `.onion`; upper case counts as lower.
  public init(label: String) {
    let characters = label.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    if let offset = characters.firstIndex(where: { OnionAddress.value($0) == nil }) {
      self = .illegalCharacter(offset: offset)
      return
    }
    guard characters.count == 56 else {
      self = characters.count == 16 ? .version2 : .wrongLength(characters.count)
      return
    }
    let bytes = OnionAddress.decode(characters)
    let version = bytes[34]
    guard version == 3 else {
      self = .wrongVersion(version)
      return
    }
    let digest = SHA3.digest256(of: (Array(".onion checksum".utf8) + bytes[..<32] + [version]).span)
    // Without SHA-3 there is no telling; the form is right, and nothing is held against the name.
    self = digest.map { $0[..<2] == bytes[32..<34] } ?? true ? .valid : .checksumMismatch
  }

  /// The five bits of a Base32 character (RFC 4648 §6, lower case).
  private static func value(_ character: UInt8) -> UInt8? {
    switch character {
    case 0x61...0x7A: character - 0x61
    case 0x32...0x37: character - 0x32 + 26
    default: nil
    }
  }

  private static func decode(_ characters: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    var (bits, count): (UInt32, Int) = (0, 0)
    for character in characters {
      bits = bits << 5 | UInt32(value(character) ?? 0)
      count += 5
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return bytes
  }
}
