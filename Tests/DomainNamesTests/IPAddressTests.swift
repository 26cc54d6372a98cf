// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import DomainNames
import Testing

private func hexadecimal(_ address: IPAddress) -> String {
  address.octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

/// `#expect` does not accept spans.
private func address(_ octets: [UInt8]) -> IPAddress? {
  IPAddress(octets: octets.span)
}

@Suite struct IPAddressTests {
  @Test("The vectors exist")
  func vectors() {
    #expect(Vectors.rows("addresses.tsv").count > 1000)
  }

  @Test("Addresses are read and written as Python's ipaddress does")
  func peers() throws {
    for row in Vectors.rows("addresses.tsv") {
      try #require(row.count == 4)
      let address = IPAddress(row[0])
      #expect(address?.description ?? "-" == row[1], "\(row[0])")
      #expect(address.map(hexadecimal) ?? "-" == row[2], "\(row[0])")
      #expect(address?.reverseName ?? "-" == row[3], "\(row[0])")
    }
  }

  @Test("Canonical text reads back as the same address, and so do the octets")
  func roundTrip() {
    var random = SeededGenerator(state: 5952)
    for _ in 0..<2000 {
      let octets = (0..<(Bool.random(using: &random) ? 4 : 16)).map { _ in
        Bool.random(using: &random) ? 0 : UInt8.random(in: 0...255, using: &random)
      }
      let address = address(octets)
      #expect(address?.octets == octets)
      #expect(address.flatMap { IPAddress($0.description) } == address)
    }
    #expect(address([1, 2, 3]) == nil)
    #expect(address([]) == nil)
  }

  @Test(
    "Each fault of an address is reported with its offset",
    arguments: [
      ("", .empty), ("1.2.3", .partCount(found: 3, expected: 4)), ("1.2.3.4.5", .partCount(found: 5, expected: 4)),
      ("1.2.3.256", .partTooLarge(offset: 6)), ("1.02.3.4", .leadingZero(offset: 2)), ("1..3.4", .emptyPart(offset: 2)),
      ("1.2.3.x", .unexpectedCharacter(offset: 6)), ("10.0.0.0/8", .prefixLength(offset: 8)),
      ("fe80::1%eth0", .zone(offset: 7)),
      ("1::2::3", .needlessCompression(offset: 4)), ("1:2:3:4::5:6:7:8", .needlessCompression(offset: 0)),
      ("12345::", .groupTooLong(offset: 0)), ("1:2:3", .partCount(found: 3, expected: 8)),
      (":1::", .emptyPart(offset: 0)),
      ("::1:", .emptyPart(offset: 4)), ("::g", .unexpectedCharacter(offset: 2)),
      ("example.com", .unexpectedCharacter(offset: 0)),
    ] as [(String, IPAddressError)])
  func errors(text: String, expected: IPAddressError) {
    #expect(throws: expected) { try IPAddress(parsing: text) }
    #expect(!expected.description.isEmpty)
  }

  @Test("All rows of the registries are valid, aligned to their length and unique")
  func registry() {
    #expect(SpecialPurposeBlock.all.count == 51)
    #expect(Set(SpecialPurposeBlock.all.map(\.description)).count == 51)
    for block in SpecialPurposeBlock.all {
      let host = block.network.family.bits - block.length
      #expect(block.network.value & ((UInt128(1) << UInt128(host)) - 1) == 0, "\(block)")
    }
  }

  @Test(
    "A reserved address is found with its narrowest block",
    arguments: [
      ("10.1.2.3", "10.0.0.0/8", false), ("172.31.255.255", "172.16.0.0/12", false),
      ("192.168.0.1", "192.168.0.0/16", false),
      ("100.64.0.1", "100.64.0.0/10", false), ("127.0.0.1", "127.0.0.0/8", false),
      ("169.254.169.254", "169.254.0.0/16", false),
      ("0.0.0.0", "0.0.0.0/32", false), ("192.0.0.9", "192.0.0.9/32", true), ("192.0.0.1", "192.0.0.0/29", false),
      ("192.0.0.99", "192.0.0.0/24", false), ("192.0.2.1", "192.0.2.0/24", false),
      ("192.88.99.1", "192.88.99.0/24", nil),
      ("255.255.255.255", "255.255.255.255/32", false), ("250.0.0.1", "240.0.0.0/4", false), ("::1", "::1/128", false),
      ("::", "::/128", false), ("::ffff:8.8.8.8", "::ffff:0.0.0.0/96", false), ("fd00::1", "fc00::/7", false),
      ("fe80::1", "fe80::/10", false), ("2001:db8::1", "2001:db8::/32", false), ("2001::1", "2001::/32", nil),
      ("2001:1::1", "2001:1::1/128", true), ("2001:100::", "2001::/23", false), ("2002::1", "2002::/16", nil),
      ("3fff:fff::", "3fff::/20", false), ("5f00::1", "5f00::/16", false), ("100:0:0:1::", "100:0:0:1::/64", false),
    ] as [(String, String, Bool?)])
  func reserved(text: String, block: String, reachable: Bool?) throws {
    let address = try #require(IPAddress(text))
    #expect(address.isReserved)
    #expect(address.specialPurpose?.description == block)
    #expect(address.specialPurpose?.isGloballyReachable == reachable)
  }

  @Test(
    "Ordinary addresses are in no block",
    arguments: [
      "8.8.8.8", "172.32.0.1", "100.128.0.1", "192.0.1.1", "198.20.0.1", "2606:4700::1111", "2001:200::1", "2a00::1",
    ])
  func ordinary(text: String) throws {
    let address = try #require(IPAddress(text))
    #expect(!address.isReserved)
    #expect(address.specialPurpose == nil)
    #expect(!address.isMulticast)
  }

  @Test("Multicast addresses are recognised, although the registries of reserved blocks do not include them")
  func multicast() {
    #expect(IPAddress("224.0.0.1")?.isMulticast == true)
    #expect(IPAddress("239.255.255.255")?.isMulticast == true)
    #expect(IPAddress("ff02::1")?.isMulticast == true)
    #expect(IPAddress("240.0.0.1")?.isMulticast == false)
    #expect(IPAddress("224.0.0.1")?.isReserved == false)
  }
}
