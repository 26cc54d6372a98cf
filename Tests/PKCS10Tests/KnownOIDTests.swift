// SPDX-License-Identifier: Apache-2.0
import PKCS10
import Testing

@Suite struct KnownOIDTests {
  @Test(
    "identifiers with constants are found by their dotted forms",
    arguments: [
      ("2.5.4.3", KnownOID.commonName), ("1.2.840.113549.1.9.14", .extensionRequest), ("2.5.29.17", .subjectAltName),
      ("1.2.840.113549.1.1.1", .rsaEncryption), ("1.2.840.10045.2.1", .ecPublicKey),
      ("1.3.6.1.5.5.7.1.24", .tlsFeature),
    ])
  func finds(dotted: String, known: KnownOID) {
    #expect(KnownOID.find(dotted: dotted) == known)
    #expect(known.dotted == dotted)
    #expect(!known.name.isEmpty)
  }

  @Test(
    "other identifiers are not found",
    arguments: [
      "2.999.1", "2.5.4", "2.5.4.3.0", "1.2.840.113549.1.1", "2.25.329800735698586629295641978511506172918", "nonsense",
      "",
    ])
  func findsNothing(dotted: String) {
    #expect(KnownOID.find(dotted: dotted) == nil)
  }

  @Test(
    "octets that are not an identifier are not found and are shown in hexadecimal",
    arguments: [
      ([], "0x"), ([0x55, 0x04, 0x83], "0x550483"), ([0x80, 0x55, 0x04, 0x03], "0x80550403"), ([0x00, 0x55], "0.0.85"),
    ] as [([UInt8], String)])
  func showsOctets(octets: [UInt8], text: String) {
    let reference = OIDReference(0..<octets.count, in: octets.span)
    #expect(reference.known == nil)
    #expect(reference.dotted(in: octets.span) == text)
  }
}
