// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Foundation
import OpenSSLBridge
import Testing

/// Objects with known keys, to mix at random.
private struct Pool {
  struct Item {
    let key: Int
    let bytes: [UInt8]
  }

  private(set) var items: [Item] = []

  init(keys: Int) throws {
    for key in 0..<keys {
      let kind: SigningKeyKind = key % 4 == 3 ? .rsa(bits: 2048) : key % 4 == 2 ? .p384 : .p256
      var plan = RequestPlan(names: ["k\(key).example.com"])
      plan.keyKind = kind
      let created = try KeyAndRequest.generate(plan, with: CreationTests.inspector, on: Shared.day)
      let formats: [PrivateKeyFormat] = [.pkcs8, kind.isRSA ? .pkcs1 : .sec1]
      for format in formats { add(try created.key.pem(format).copy, key) }
      add(Array(created.request.pem.utf8), key)
      add(created.request.report.der, key)
      add(Array("some text\r\n\(created.request.pem.replacing("\n", with: "\r\n"))".utf8), key)
      let info = Data(created.key.publicKeyInfo).base64EncodedString()
      add(Array("-----BEGIN PUBLIC KEY-----\n\(info)\n-----END PUBLIC KEY-----\n".utf8), key)
    }
    for (number, pair) in CertificatePair.all.prefix(6).enumerated() {
      add(try pair.certificate(), keys + number)
      add(try pair.request(), keys + number)
    }
  }

  private mutating func add(_ bytes: [UInt8], _ key: Int) { items.append(Item(key: key, bytes: bytes)) }
}

extension SecretBytes {
  /// A copy of a key for tests.
  var copy: [UInt8] { withBytes { bytes in bytes.indices.map { bytes[$0] } } }
}

@Suite struct MatchTests {
  static func match(_ inputs: [[UInt8]], passphrase: String? = nil) -> KeyMatch {
    var reader = KeyReader { _ in passphrase.map { SecretBytes(copying: Array($0.utf8).span) } }
    for (number, input) in inputs.enumerated() { reader.read(input.span, source: "\(number)") }
    return KeyMatch(reader)
  }

  @Test func `a thousand random mixtures are grouped by their keys`() throws {
    let pool = try Pool(keys: 8)
    var random = SystemRandomNumberGenerator()
    for _ in 0..<1000 {
      let few = (0..<Int.random(in: 1...4, using: &random)).map { _ in Int.random(in: 0..<14, using: &random) }
      let items = (0..<Int.random(in: 1...7, using: &random)).compactMap { _ in
        pool.items.filter { few.contains($0.key) }.randomElement(using: &random)
      }
      let match = Self.match(items.map(\.bytes))
      var expected: [[String]] = []
      var places: [Int: Int] = [:]
      for (number, item) in items.enumerated() {
        if let place = places[item.key] {
          expected[place].append("\(number)")
        } else {
          places[item.key] = expected.count
          expected.append(["\(number)"])
        }
      }
      #expect(match.groups.map { $0.members.map(\.source) } == expected)
      #expect(match.matches == (expected.count == 1))
      #expect(match.unreadable.isEmpty)
    }
  }

  @Test func `an issuer is listed, but does not form a group`() throws {
    let pair = try #require(CertificatePair.all.first { $0.about == "a complete chain" })
    let match = Self.match([try pair.certificate(), try pair.request()])
    #expect(match.matches)
    #expect(match.issuers.map(\.name) == ["Throw-away Issuing CA", "Throw-away Root"])
    #expect(match.groups.map { $0.members.map(\.kind) } == [[.certificate, .csr]])
    let bag = try #require(CertificatePair.all.first { $0.about == "a chain in PKCS#7" })
    #expect(Self.match([try bag.certificate(), try bag.request()]).matches)
    let stranger = try #require(CertificatePair.all.first { $0.about == "the issuer's name with another key" })
    #expect(!Self.match([try stranger.certificate(), try stranger.request()]).matches)
  }

  @Test func `a private key with the public key of another is named and matches neither`() throws {
    guard let openssl = Tool("openssl") else { return }
    let workshop = try Workshop()
    for kind in ["ec", "rsa"] {
      let swapped = try Self.swapped(kind, openssl, workshop)
      let alone = Self.match([swapped.key])
      #expect(alone.inconsistent.count == 1 && !alone.matches)
      let combined = Self.match([swapped.key, swapped.request])
      #expect(!combined.matches)
      #expect(combined.inconsistent.map(\.source) == ["0"])
      #expect(combined.groups.count == 2)
    }
  }

  /// A private key in whose file the public key is that of a request.
  private static func swapped(
    _ kind: String, _ openssl: Tool, _ workshop: Workshop
  ) throws -> (key: [UInt8], request: [UInt8]) {
    var plan = RequestPlan(names: ["www.example.com"])
    plan.keyKind = kind == "rsa" ? .rsa(bits: 2048) : .p256
    let victim = try KeyAndRequest.generate(plan, with: CreationTests.inspector, on: Shared.day)
    let own = try SigningKey.generate(kind == "rsa" ? .rsa(bits: 2048) : .p256)
    // The keys have the same length, so the public part can be exchanged in the encoding.
    let foreign = victim.key.publicKeyInfo, mine = own.publicKeyInfo
    let length = kind == "rsa" ? 256 : 65
    let tail = kind == "rsa" ? 5 : 0
    let (old, new) = (mine.dropLast(tail).suffix(length), foreign.dropLast(tail).suffix(length))
    let text = String(decoding: try own.pem(kind == "rsa" ? .pkcs1 : .sec1).copy, as: UTF8.self)
    let body = text.split(separator: "\n").dropFirst().dropLast().joined()
    var der = Array(try #require(Data(base64Encoded: body)))
    let place = try #require(der.indices.first { der[$0...].starts(with: old) })
    der.replaceSubrange(place..<place + length, with: new)
    return (der, Array(victim.request.pem.utf8))
  }

  @Test(arguments: ["pkcs8", "traditional", "legacy-pkcs8", "pkcs12", "legacy-pkcs12"])
  func `encrypted keys are read, and a wrong passphrase is reported as such`(_ form: String) throws {
    guard let openssl = Tool("openssl") else { return }
    let workshop = try Workshop()
    let created = try CreationTests.create(["www.example.com"])
    try workshop.write(try created.key.pem().copy, "key.pem")
    let commands: [String: [String]] = [
      "pkcs8": ["pkcs8", "-topk8", "-v2", "aes-256-cbc", "-in", "key.pem", "-passout", "pass:horse", "-out", "out"],
      "traditional": ["ec", "-aes128", "-in", "key.pem", "-passout", "pass:horse", "-out", "out"],
      "legacy-pkcs8": [
        "pkcs8", "-topk8", "-v1", "PBE-SHA1-RC2-40", "-in", "key.pem", "-passout", "pass:horse", "-out", "out",
        "-provider", "legacy", "-provider", "default",
      ],
      "pkcs12": ["pkcs12", "-export", "-inkey", "key.pem", "-in", "crt.pem", "-passout", "pass:horse", "-out", "out"],
      "legacy-pkcs12": [
        "pkcs12", "-export", "-legacy", "-inkey", "key.pem", "-in", "crt.pem", "-passout", "pass:horse", "-out", "out",
      ],
    ]
    _ = try openssl.run(
      ["req", "-x509", "-key", "key.pem", "-subj", "/CN=www.example.com", "-out", "crt.pem"], in: workshop.folder)
    let made = try openssl.run(try #require(commands[form]), in: workshop.folder)
    guard made.status == 0 else {
      print("this openssl cannot make \(form): skipped")
      return
    }
    let inputs = [try workshop.read("out"), Array(created.request.pem.utf8)]
    let match = Self.match(inputs, passphrase: "horse")
    #expect(match.matches, "\(match.unreadable)")
    #expect(match.groups.first?.members.first { $0.kind == .privateKey } != nil)
    let wrong = Self.match(inputs, passphrase: "donkey")
    #expect(wrong.unreadable.map(\.reason).contains { $0.hasPrefix("wrong passphrase") })
    #expect(wrong.groups.count == 1)
    let missing = Self.match(inputs)
    #expect(missing.unreadable.map(\.reason).contains { $0.contains("no passphrase is given") })
  }

  @Test func `no wrong passphrase is taken for an encryption that is not supported`() throws {
    guard let openssl = Tool("openssl") else { return }
    let workshop = try Workshop()
    try workshop.write(try CreationTests.create(["www.example.com"]).key.pem().copy, "key.pem")
    let encrypt = ["ec", "-aes128", "-in", "key.pem", "-passout", "pass:horse", "-out", "out"]
    _ = try openssl.run(encrypt, in: workshop.folder)
    let inputs = [try workshop.read("out")]
    // One in 256 gives a correct padding, but data that is not a key.
    for number in 0..<1_200 {
      let reasons = Self.match(inputs, passphrase: "donkey \(number)").unreadable.map(\.reason)
      #expect(reasons == ["wrong passphrase, or the encrypted data is damaged"])
    }
  }

  @Test func `a key that we encrypt is read by openssl and by ourselves`() throws {
    let created = try CreationTests.create(["www.example.com"])
    let passphrase = Array("pass wörd".utf8)
    let pem = try created.key.pem(encryptedWith: passphrase.span).copy
    #expect(Self.match([pem, Array(created.request.pem.utf8)], passphrase: "pass wörd").matches)
    guard let openssl = Tool("openssl") else { return }
    let workshop = try Workshop()
    try workshop.write(pem, "key.pem")
    let read = try openssl.run(
      ["pkey", "-in", "key.pem", "-passin", "pass:pass wörd", "-pubout"], in: workshop.folder)
    #expect(read.status == 0 && read.output.hasPrefix("-----BEGIN PUBLIC KEY-----"))
    let parsed = try openssl.run(["asn1parse", "-in", "key.pem"], in: workshop.folder).output
    for part in ["PBES2", "PBKDF2", "hmacWithSHA256", "aes-256-cbc", "INTEGER           :0927C0"] {
      #expect(parsed.contains(part), "\(part)")
    }
  }

  @Test(arguments: [
    ("", "empty"), ("hello", "text"), ("-----BEGIN PRIVATE KEY-----\n????\n-----END PRIVATE KEY-----\n", "decoded"),
    ("-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n", "decoded"),
  ])
  func `what cannot be read is listed`(_ text: String, _ word: String) {
    let match = Self.match([Array(text.utf8)])
    #expect(match.isEmpty && match.unreadable.count == 1)
    #expect(match.unreadable.first?.reason.contains(word) == true, "\(match.unreadable)")
  }

  @Test func `hostile inputs end without a crash`() throws {
    let created = try CreationTests.create(["www.example.com"])
    let key = try created.key.pem().copy
    var random = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      var bytes = Bool.random(using: &random) ? key : created.request.report.der
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      _ = Self.match([bytes, Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &random)))])
    }
  }
}
