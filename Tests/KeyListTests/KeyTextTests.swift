// SPDX-License-Identifier: Apache-2.0
import Foundation
import KeyAudit
import OpenSSLBridge
import PKCS10
import Testing

/// Keys in text: lines of OpenSSH, DNS records and JSON, and what is reported about damaged ones.
@Suite struct KeyTextTests {
  private static func material(_ text: String) -> KeyMaterial { KeyMaterial(Array(text.utf8).span) }

  /// The first key of a file in TestVectors/keys/import.
  private static func key(_ name: String) throws -> KeyMaterial.Key {
    try #require(try ImportTests.material(name).keys.first)
  }

  private static func line(_ name: String) throws -> String {
    String(decoding: try ImportTests.bytes(name), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The DNSKEY data of the RSA and P-256 keys in TestVectors/keys/import.
  private static func dnsKey(_ name: String) throws -> String {
    let key = try key(name)
    let info = try #require(key.subjectPublicKeyInfo)
    switch info.key {
    case .rsa(let rsa):
      let exponent = Array(key.info[rsa.exponent])
      return "257 3 8 " + Data([UInt8(exponent.count)] + exponent + Array(key.info[rsa.modulus])).base64EncodedString()
    case .ec(let ec): return "257 3 13 " + Data(key.info[ec.point].dropFirst()).base64EncodedString()
    case .edwards(_, let raw): return "256 3 15 " + Data(key.info[raw]).base64EncodedString()
    default: return ""
    }
  }

  @Test func `keys of authorized_keys and known_hosts are read with the names of their owners`() throws {
    let rsa = try Self.line("rsa.openssh.pub").split(separator: " ").prefix(2).joined(separator: " ")
    let p256 = try Self.line("p256.openssh.pub").split(separator: " ").prefix(2).joined(separator: " ")
    let text = """
      # a comment with ssh-rsa in it
      \(rsa) alice@example.com laptop
      command="echo \\"hello world\\"",no-pty \(p256) bob@example.com
      no-agent-forwarding \(rsa)
      www.example.com,192.0.2.1 \(rsa)
      [git.example.com]:2222 \(p256)
      @cert-authority *.example.com \(rsa) the authority
      |1|c2FsdA==|aGFzaA== \(p256)
      """
    let material = Self.material(text)
    #expect(material.unreadable == 0)
    #expect(
      material.keys.map(\.owner) == [
        "alice@example.com laptop", "bob@example.com", nil, "www.example.com,192.0.2.1", "[git.example.com]:2222",
        "*.example.com", "hashed host",
      ])
    #expect(material.keys.map(\.line) == [2, 3, 4, 5, 6, 7, 8])
    let infos = [try Self.key("rsa.pub.pem").info, try Self.key("p256.pub.pem").info]
    #expect(material.keys.map(\.info) == [0, 1, 0, 0, 1, 0, 1].map { infos[$0] })
  }

  @Test func `a key on a security token and the key of an SSH certificate are read`() throws {
    func string(_ octets: [UInt8]) -> [UInt8] { [0, 0, 0, UInt8(octets.count)] + octets }
    let raw = [UInt8](repeating: 7, count: 32)
    for (type, fields) in [
      ("sk-ssh-ed25519@openssh.com", [raw, Array("ssh:".utf8)]),
      ("ssh-ed25519-cert-v01@openssh.com", [[1, 2, 3], raw, Array("more".utf8)]),
    ] {
      let blob = string(Array(type.utf8)) + fields.flatMap(string)
      let material = Self.material("\(type) \(Data(blob).base64EncodedString()) token")
      #expect(material.keys.first?.info.suffix(32) == raw[...], "\(type)")
      #expect(material.keys.first?.owner == "token")
    }
  }

  @Test(arguments: ["rsa.pub.pem", "p256.pub.pem", "ed25519.pub.pem"])
  func `a DNSKEY record is read by itself, in a line of a zone and on several lines`(name: String) throws {
    let data = try Self.dnsKey(name)
    let fields = data.split(separator: " ")
    let (head, key) = (fields.prefix(3).joined(separator: " "), String(fields[3]))
    let (start, end) = (key.prefix(20), key.dropFirst(20))
    let zone = """
      $ORIGIN example.com.
      \(data)
      example.com. 3600 IN DNSKEY \(head) \(start) \(end)
      example.net. IN CDNSKEY \(head) (
          \(start) ; the first part
          \(end) ) ; key id = 1
      @ IN TXT "not a key (at all"
      """
    let material = Self.material(zone)
    #expect(material.faults.isEmpty)
    #expect(material.keys.map(\.owner) == [nil, "example.com.", "example.net."])
    #expect(material.keys.map(\.line) == [2, 3, 4])
    #expect(material.keys.map(\.origin) == [.dnskey, .dnskey, .dnskey])
    let info = try Self.key(name).info
    for found in material.keys { #expect(found.info == info) }
  }

  @Test func `a DKIM record is read by itself, in quotation marks, in a zone and as an RSAPublicKey`() throws {
    let info = try Self.key("rsa.pub.pem")
    let key = Data(info.info).base64EncodedString()
    let bits = try #require(info.subjectPublicKeyInfo).bits
    let inner = Data(info.info[bits]).base64EncodedString()
    let raw = try Self.key("ed25519.pub.pem").info.suffix(32)
    let text = """
      v=DKIM1; k=rsa; p=\(key)
      "v=DKIM1; n=a \\"note\\"; p=\(key.prefix(100))" "\(key.dropFirst(100))"
      s1._domainkey.example.com. 300 IN TXT ( "v=DKIM1; k=rsa; "
         "p=\(key.prefix(30))"
         "\(key.dropFirst(30))" )
      s2._domainkey.example.com IN TXT "k=rsa; p=\(inner)"
      s3._domainkey.example.com descriptive text "v=DKIM1; k=ed25519; p=\(Data(raw).base64EncodedString())"
      example.com. IN TXT "v=spf1 -all"
      """
    let material = Self.material(text)
    #expect(material.faults.isEmpty)
    #expect(
      material.keys.map(\.owner) == [
        nil, nil, "s1._domainkey.example.com.", "s2._domainkey.example.com", "s3._domainkey.example.com",
      ])
    #expect(material.keys.allSatisfy { $0.origin == .dkim })
    #expect(material.keys.prefix(4).allSatisfy { $0.info == info.info })
    #expect(material.keys.last?.info.suffix(32) == raw[...])
  }

  @Test func `certificates in JSON are read from Base64, PEM and entries of a certificate log`() throws {
    let der = try ImportTests.bytes("rsa.crt.der")
    let base64 = Data(der).base64EncodedString()
    let pem = String(decoding: try ImportTests.bytes("p256.crt"), as: UTF8.self)
    let length = (0..<3).map { UInt8(truncatingIfNeeded: der.count >> (16 - 8 * $0)) }
    let time = [UInt8](repeating: 1, count: 8)
    let entry = Data([0, 0] + time + [0, 0] + length + der + [0, 0]).base64EncodedString()
    let body = try Self.certificateBody(der)
    let bodyLength = (0..<3).map { UInt8(truncatingIfNeeded: body.count >> (16 - 8 * $0)) }
    let hash = [UInt8](repeating: 9, count: 32)
    let precertificate = Data([0, 0] + time + [0, 1] + hash + bodyLength + body + [0, 0]).base64EncodedString()
    let escaped = pem.replacingOccurrences(of: "\n", with: "\\n")
    let text = """
      {"index":1,"certificate":"\(base64)"}
      {"data":{"leaf_cert":{"as_der":"\(base64)"},"chain":[{"as_der":"\(base64)"}]}}
      {"cert":"\(escaped)"}
      {"leaf_input":"\(entry)","extra_data":"\(base64)"}
      {"entries":[
        {"leaf_input":"\(precertificate)"}
      ]}
      """
    let material = Self.material(text)
    #expect(material.faults.isEmpty)
    let rsa = try Self.key("rsa.pub.pem").info
    let p256 = try Self.key("p256.pub.pem").info
    #expect(material.keys.map(\.info) == [rsa, rsa, p256, rsa, rsa])
    #expect(material.keys.map(\.line) == [1, 2, 3, 4, 5])
    #expect(material.keys.allSatisfy { $0.origin == .certificate })
    #expect(material.keys.map(\.owner) == ["certificate", "as_der", "cert", "leaf_input", "leaf_input"])
  }

  /// The signed part of a certificate.
  private static func certificateBody(_ der: [UInt8]) throws -> [UInt8] {
    var outer = Cursor(0..<der.count)
    let certificate = try outer.next(.sequence, in: der.span)
    var inner = Cursor(certificate.content)
    return Array(der[try inner.next(.sequence, in: der.span).range])
  }

  /// Damaged text with the line and a part of the reason.
  static let damaged: [(String, Int, String)] = [
    ("\n-----BEGIN PUBLIC KEY-----\nMIIB", 2, "no END line"),
    ("-----BEGIN PUBLIC KEY-----\nMI*B\n-----END PUBLIC KEY-----", 1, "not valid Base64"),
    ("\n\nhost ssh-rsa AAAA*", 3, "not valid Base64"),
    ("host ssh-rsa", 1, "no key"),
    ("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDK", 1, "incomplete"),
    ("ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIAcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=", 1, "not of the type"),
    ("example.com. IN DNSKEY 257 3 13 AAAA", 1, "length"),
    ("example.com. IN DNSKEY 257 3 99 AAAAAAAAAAAAAAAAAAAAAAAA", 1, "algorithm 99"),
    ("example.com. IN DNSKEY 257 3 8 A*", 1, "not valid Base64"),
    ("example.com. IN DNSKEY 257 3", 1, "flags"),
    ("example.com. IN DNSKEY 257 3 8 ( AAAA", 1, "parenthesis"),
    ("v=DKIM1; k=rsa; p=", 1, "revokes"),
    ("v=DKIM1; k=rsa; p=0", 1, "not valid Base64"),
    ("v=DKIM1; k=ed25519; p=AAAA", 1, "32 bytes"),
    ("v=DKIM1; k=ecdsa; p=AAAA", 1, "not supported"),
    ("\n{\"certificate\":\"MIIB\"}", 2, "no certificate"),
    ("{\"certificate\":\"MIIBAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}", 1, "damaged"),
    ("{\"a\":1", 1, "incomplete"),
    ("{\"leaf_input\":\"AAAAAAAAAAAAAAAA////AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}", 1, "incomplete"),
  ]

  @Test(arguments: damaged)
  func `a damaged key is refused with its line and the reason`(text: String, line: Int, reason: String) {
    let material = Self.material(text)
    #expect(material.keys.isEmpty && material.unreadable == 1)
    #expect(material.faults.first?.line == line)
    #expect(material.faults.first?.reason.contains(reason) == true, "\(material.faults)")
  }

  @Test func `a damaged line does not hide the keys after it`() throws {
    let key = try Self.line("rsa.openssh.pub")
    let pem = String(decoding: try ImportTests.bytes("p256.pub.pem"), as: UTF8.self)
    for broken in [
      "{\"a\":", "x. IN DNSKEY 257 3 8 ( AAAA", "-----BEGIN PUBLIC KEY-----\nMIIB", "v=DKIM1; p=*", "ssh-rsa *",
    ] {
      #expect(Self.material(broken + "\n" + pem).keys.count == 1, "\(broken)")
      if !broken.hasPrefix("{"), !broken.contains("("), !broken.hasPrefix("-") {
        #expect(Self.material(broken + "\n" + key).keys.count == 1, "\(broken)")
      }
    }
    let lines = Self.material("{\"cert\":\"\n{\"cert\":\"\(try Self.escaped(pem))\"}")
    #expect(lines.keys.map(\.line) == [2] && lines.faults.map(\.line) == [1])
  }

  private static func escaped(_ pem: String) throws -> String { pem.replacingOccurrences(of: "\n", with: "\\n") }

  @Test func `text without keys is not a fault`() {
    let text = """
      [section]
      a = 1 ; TXT (
      use ssh keys, see ssh-rsa-docs
      { not json
      0123456789abcdef
      """
    let material = Self.material(text)
    #expect(material.keys.isEmpty && material.unreadable == 0)
  }

  @Test func `text read in pieces yields the same as at once`() throws {
    let key = try Self.line("rsa.openssh.pub")
    let pem = String(decoding: try ImportTests.bytes("p256.crt"), as: UTF8.self)
    let text = Array("\(key)\r\n\(pem){\"cert\":\n\"\(try Self.escaped(pem))\"}\nv=DKIM1; p=*\n\(pem)".utf8)
    let whole = KeyMaterial(text.span)
    #expect(whole.keys.count == 4 && whole.unreadable == 1)
    var reader = KeyTextReader()
    for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
      reader.read((Array(line) + [0x0A]).span)
    }
    let pieces = reader.finish()
    #expect(pieces.keys == whole.keys && pieces.faults == whole.faults)
  }
}
