// SPDX-License-Identifier: Apache-2.0
import DomainNames
import Testing

/// The address of the Tor Project's own site, published by it.
private let torProject = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid"

@Suite struct OnionTests {
  @Test(
    "Version 3 addresses are judged by form, version and checksum",
    arguments: [
      (torProject, .valid), (torProject.uppercased(), .valid), ("", .wrongLength(0)),
      (String(torProject.dropLast()), .wrongLength(55)),
      ("expyuzz4wqqyqhjn", .version2), ("1" + torProject.dropFirst(), .illegalCharacter(offset: 0)),
      (torProject.dropLast() + "e", .wrongVersion(4)), ("3" + torProject.dropFirst(), .checksumMismatch),
      (torProject.replacing("wid", with: "xid"), .checksumMismatch),
    ] as [(String, OnionAddress)])
  func addresses(label: String, expected: OnionAddress) {
    #expect(OnionAddress(label: label) == expected)
  }

  @Test("The label before .onion is the address, whatever stands before it")
  func names() {
    #expect(HostName("www.\(torProject).onion").scope == .onion(.valid))
    #expect(HostName("*.\(torProject).onion").scope == .onion(.valid))
    #expect(HostName("\(torProject).onion").scope == .onion(.valid))
  }
}
