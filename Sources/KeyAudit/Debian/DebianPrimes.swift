// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// The search for primes of OpenSSL 0.9.8 (`BN_generate_prime`): which offset it takes from a random start.
enum DebianPrimes {
  /// The odd primes among the first 2,048.
  private static let primes: [UInt] = {
    var found: [UInt] = []
    var candidate: UInt = 3
    while found.count < 2047 {
      if found.allSatisfy({ $0 * $0 > candidate || candidate % $0 != 0 }) { found.append(candidate) }
      candidate += 2
    }
    return found
  }()

  /// Runs of the primes with their product: one long division serves four of them.
  private static let groups: [(product: UInt, members: Range<Int>)] = {
    var groups: [(product: UInt, members: Range<Int>)] = []
    var start = 0
    var product: UInt = 1
    for (index, prime) in primes.enumerated() {
      let (next, overflow) = product.multipliedReportingOverflow(by: prime)
      if overflow {
        groups.append((product, start..<index))
        (start, product) = (index, prime)
      } else {
        product = next
      }
    }
    groups.append((product, start..<primes.count))
    return groups
  }()

  /// The first even offset at which neither the number nor the one before it has one of the primes as a factor.
  static func offset(from number: borrowing BigNumber) -> UInt {
    var residues = [UInt](repeating: 0, count: primes.count)
    for group in groups {
      let rest = number.remainder(dividingBy: group.product)
      for index in group.members { residues[index] = rest % primes[index] }
    }
    var offset: UInt = 0
    while !isFree(offset, residues) { offset += 2 }
    return offset
  }

  private static func isFree(_ offset: UInt, _ residues: [UInt]) -> Bool {
    for index in residues.indices where (residues[index] + offset) % primes[index] <= 1 { return false }
    return true
  }

  /// How many bases a number of so many bits is tested with; each draws from the generator.
  static func rounds(bits: Int) -> Int {
    switch bits {
    case 1300...: 2
    case 850...: 3
    case 650...: 4
    case 550...: 5
    default: 6
    }
  }
}
