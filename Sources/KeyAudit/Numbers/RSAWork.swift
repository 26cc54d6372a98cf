// SPDX-License-Identifier: Apache-2.0
internal import DER
internal import OpenSSLBridge
internal import PKCS10

/// The numbers of one RSA key, laid out for the checks; its storage serves one key after the other.
///
/// What most checks need is computed here once: the modulus in words, its residues modulo small primes and its square
/// root.
final class RSAWork {
  /// The longest modulus or exponent that is computed with.
  static let bitLimit = 16_384

  /// Where the modulus stands.
  private(set) var modulusRange = 0..<0
  /// Where the exponent stands.
  private(set) var exponentRange = 0..<0
  /// The length of the modulus in bits.
  private(set) var bits = 0
  /// Whether the modulus is written as a negative INTEGER.
  private(set) var isModulusNegative = false
  /// Whether the exponent is written as a negative INTEGER.
  private(set) var isExponentNegative = false
  /// The modulus in little-endian words; those from `count` on belong to an earlier key.
  private(set) var words: [UInt64]
  /// The number of words in use.
  private(set) var count = 0
  /// The exponent if it fits a word.
  private(set) var exponent: UInt64?
  /// Whether the modulus is odd and above 1, so that the checks of its factors make sense.
  private(set) var isUsable = false
  /// The modulus modulo the products of `ResidueTable.standard`.
  private(set) var residues: [UInt64]
  /// The square root of the modulus.
  private(set) var root: SquareRoot
  /// The scales of `ResidueTable.standard` by number of words, made when first needed.
  private var scales: [[UInt64]]

  init() {
    let capacity = RSAWork.bitLimit / 64
    words = Array(repeating: 0, count: capacity)
    residues = Array(repeating: 0, count: ResidueTable.standard.moduli.count)
    root = SquareRoot(capacity: capacity)
    scales = Array(repeating: [], count: capacity + 1)
  }

  /// Takes a key; false where its numbers are too long to compute with.
  func load(_ info: SubjectPublicKeyInfo, _ key: PublicKey.RSA, in bytes: Span<UInt8>) -> Bool {
    modulusRange = key.modulus
    exponentRange = key.exponent
    bits = key.bits
    (isModulusNegative, isExponentNegative) = key.isNegative ? RSAWork.signs(info, in: bytes) : (false, false)
    exponent = RSAWork.word(key.exponent, in: bytes)
    isUsable = false
    guard key.bits <= RSAWork.bitLimit, key.exponent.count * 8 <= RSAWork.bitLimit else { return false }
    loadWords(key.modulus, in: bytes)
    guard !isModulusNegative, count > 0, words[0] & 1 == 1, bits > 1 else { return true }
    isUsable = true
    if scales[count].isEmpty { scales[count] = ResidueTable.standard.scales(words: count) }
    ResidueTable.standard.reduce(words, count: count, into: &residues)
    ResidueTable.standard.rescale(&residues, by: scales[count])
    root.take(words, count: count)
    return true
  }

  /// The residue of the modulus by a prime of `ResidueTable.standard` in this group.
  @inline(__always)
  func residue(_ prime: UInt32, group: Int) -> UInt32 { UInt32(truncatingIfNeeded: residues[group] % UInt64(prime)) }

  /// The modulus as a big number.
  func modulus(in bytes: Span<UInt8>) -> BigNumber { BigNumber(bigEndian: bytes.extracting(modulusRange)) }

  /// The exponent as a big number.
  func exponent(in bytes: Span<UInt8>) -> BigNumber { BigNumber(bigEndian: bytes.extracting(exponentRange)) }

  private func loadWords(_ range: Range<Int>, in bytes: Span<UInt8>) {
    count = (range.count + 7) / 8
    var end = range.upperBound
    for index in 0..<count {
      let start = max(range.lowerBound, end - 8)
      var word: UInt64 = 0
      for position in start..<end { word = word << 8 | UInt64(bytes[position]) }
      words[index] = word
      end = start
    }
  }

  /// Which of the two INTEGERs are negative.
  private static func signs(_ info: SubjectPublicKeyInfo, in bytes: Span<UInt8>) -> (modulus: Bool, exponent: Bool) {
    var outer = Cursor(info.bits)
    guard let sequence = try? outer.next(.sequence, in: bytes) else { return (true, true) }
    var fields = Cursor(sequence.content)
    guard let modulus = try? fields.next(.integer, in: bytes), let exponent = try? fields.next(.integer, in: bytes)
    else { return (true, true) }
    return (isNegative(modulus, in: bytes), isNegative(exponent, in: bytes))
  }

  private static func isNegative(_ node: Node, in bytes: Span<UInt8>) -> Bool {
    node.content.first.map { bytes[$0] & 0x80 != 0 } ?? false
  }

  private static func word(_ range: Range<Int>, in bytes: Span<UInt8>) -> UInt64? {
    guard range.count <= 8 else { return nil }
    var word: UInt64 = 0
    for position in range { word = word << 8 | UInt64(bytes[position]) }
    return word
  }
}
