// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import PKCS10
internal import SystemBridge

/// The numbers of one RSA key, prepared for the checks. The storage is reused from key to key.
///
/// It computes once what most checks need: the modulus in words, its residues modulo small primes and its square root.
final class PreparedRSAKey {
  /// The maximum length in bits of a modulus or exponent for arithmetic checks.
  static let bitLimit = 16_384

  /// The range of the modulus in the bytes of the key.
  private(set) var modulusRange = 0..<0
  /// The range of the exponent in the bytes of the key.
  private(set) var exponentRange = 0..<0
  /// The length of the modulus in bits.
  private(set) var bits = 0
  /// Whether the modulus is encoded as a negative INTEGER.
  private(set) var isModulusNegative = false
  /// Whether the exponent is encoded as a negative INTEGER.
  private(set) var isExponentNegative = false
  /// The modulus in little-endian words. Words from `count` on are left over from an earlier key.
  private(set) var words: [UInt64]
  /// The number of words in use.
  private(set) var count = 0
  /// The exponent, or nil if it does not fit in a word.
  private(set) var exponent: UInt64?
  /// Whether the modulus is odd and greater than 1, as the checks of its factors require.
  private(set) var isUsable = false
  /// The modulus modulo each prime of `ResidueTable.standard`.
  private(set) var residues: [UInt32]
  /// Whether a prime below 752 divides the modulus.
  private(set) var hasSmallFactor = false
  /// The square root of the modulus.
  private(set) var root: SquareRoot
  /// The square root modulo the product of the first group of `ResidueTable.standard`.
  private(set) var rootResidue: UInt64 = 0
  /// The proportion of one bits in the modulus.
  private(set) var bias = BitBias()
  /// The modulus modulo the products of `ResidueTable.standard`.
  private var groups: [UInt64]
  /// The scales of `ResidueTable.standard` by number of words, computed on first use.
  private var scales: [[UInt64]]

  init() {
    let capacity = PreparedRSAKey.bitLimit / 64
    words = Array(repeating: 0, count: capacity)
    residues = Array(repeating: 0, count: ResidueTable.standard.primes.count)
    groups = Array(repeating: 0, count: ResidueTable.standard.moduli.count)
    root = SquareRoot(capacity: capacity)
    scales = Array(repeating: [], count: capacity + 1)
  }

  /// Loads a key; returns false if its numbers are too long for arithmetic checks.
  func load(_ info: SubjectPublicKeyInfo, _ key: PublicKey.RSA, in bytes: Span<UInt8>) -> Bool {
    modulusRange = key.modulus
    exponentRange = key.exponent
    bits = key.bits
    (isModulusNegative, isExponentNegative) = key.isNegative ? PreparedRSAKey.signs(info, in: bytes) : (false, false)
    exponent = PreparedRSAKey.word(key.exponent, in: bytes)
    isUsable = false
    guard key.bits <= PreparedRSAKey.bitLimit, key.exponent.count * 8 <= PreparedRSAKey.bitLimit else { return false }
    loadWords(key.modulus, in: bytes)
    guard !isModulusNegative, count > 0, words[0] & 1 == 1, bits > 1 else { return true }
    isUsable = true
    reduce()
    bias = BitBias(words, count: count, bits: bits)
    return true
  }

  /// Computes the residues and the square root of the modulus.
  private func reduce() {
    let table = ResidueTable.standard
    let rootCount = (count + 1) / 2
    for count in [count, rootCount] where scales[count].isEmpty { scales[count] = table.scales(words: count) }
    table.reduce(words, count: count, into: &groups)
    table.rescale(&groups, by: scales[count])
    table.split(groups, into: &residues)
    hasSmallFactor = table.hasDivisor(residues)
    root.compute(of: words, count: count)
    rootResidue = table.residueOfFirstGroup(root.words, count: rootCount, scale: scales[rootCount][0])
  }

  func modulus(in bytes: Span<UInt8>) -> BigNumber { BigNumber(bigEndian: bytes.extracting(modulusRange)) }

  func exponent(in bytes: Span<UInt8>) -> BigNumber { BigNumber(bigEndian: bytes.extracting(exponentRange)) }

  private func loadWords(_ range: Range<Int>, in bytes: Span<UInt8>) {
    count = (range.count + 7) / 8
    PreparedRSAKey.fill(&words, count: count, with: bytes.extracting(range))
  }

  private static func fill(_ words: inout [UInt64], count: Int, with number: Span<UInt8>) {
    var words = words.mutableSpan
    for index in 0..<count { words[index] = number.word(index) }
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
