// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Foundation
import OpenSSLBridge
import Testing

/// The kinds of names of a request.
enum NameKind: String, CaseIterable, Sendable {
  case plain, wildcard, many, international, address, long

  var names: [String] {
    switch self {
    case .plain: ["www.example.com"]
    case .wildcard: ["*.example.com"]
    case .many: ["example.com", "www.example.com", "shop.example.com", "mail.example.net"]
    case .international: ["bücher.example.com"]
    case .address: ["example.com", "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"]
    case .long: [String(repeating: "a", count: 58) + ".example.com"]
    }
  }

  /// The names as software shows them.
  var shown: [String] {
    switch self {
    case .international: ["xn--bcher-kva.example.com"]
    default: names
    }
  }
}

@Suite struct ToolAgreementTests {
  static let keys = ["rsa:2048", "rsa:3072", "rsa:4096", "p256", "p384"]
  static let subject = "C=NO, ST=Vestland, L=Bergen, O=\"Blåbær & Sønner, AS\""

  /// A product of each kind with the kinds of names that it takes from a request; addresses must be in domainNames.
  static let products: [(code: Int, takes: Set<NameKind>)] = [
    (488, [.plain, .international]), (489, [.wildcard]), (24, [.plain, .international]), (35, [.wildcard]),
    (335, [.plain, .wildcard, .many, .international, .long]),
    (361, [.plain, .wildcard, .many, .international]),
    (337, [.plain, .international]), (410, [.plain, .many, .international, .long]), (510, [.plain, .international]),
    (783, [.plain, .international]), (784, [.plain, .many, .international, .long]),
  ]

  static func create(_ kind: NameKind, _ key: SigningKey, _ product: Int? = nil) throws -> KeyAndRequest {
    var plan = RequestPlan(names: kind.names)
    if let product { plan.form.set("product", to: "\(product)") }
    try plan.setSubject(subject)
    return try KeyAndRequest.create(
      plan, for: key, acceptsRefusal: true, with: CreationTests.inspector, on: Shared.day)
  }

  @Test func `check accepts every combination of product, key and name that the product takes`() throws {
    for kind in Self.keys {
      let key = try SigningKey.generate(try #require(SigningKeyKind(kind)))
      for product in Self.products {
        for names in NameKind.allCases {
          let request = try Self.create(names, key, product.code).request
          let isTaken = product.takes.contains(names)
          let label: Comment = "\(product.code) \(kind) \(names): \(request.findings.map(\.message))"
          if isTaken {
            #expect(request.judgement.verdict == .accepted && !request.isRefused, label)
          } else {
            #expect(request.judgement.verdict != .accepted, label)
          }
        }
      }
    }
  }

  @Test func `openssl, certtool, Python and keytool read what we wrote`() throws {
    let workshop = try Workshop()
    var files: [(name: String, kind: NameKind, key: String)] = []
    for kind in Self.keys {
      let key = try SigningKey.generate(try #require(SigningKeyKind(kind)))
      for names in NameKind.allCases {
        let file = "\(names)-\(kind.replacing(":", with: "")).pem"
        try workshop.write(Array(try Self.create(names, key).request.pem.utf8), file)
        files.append((file, names, kind))
      }
    }
    for file in files {
      try Self.compareWithOpenSSL(file, in: workshop)
      try Self.compareWithGnuTLS(file, in: workshop)
      if file.key == "p256" || file.key == "rsa:2048" { try Self.compareWithJava(file, in: workshop) }
    }
    try Self.compareWithPython(files, in: workshop)
  }

  typealias File = (name: String, kind: NameKind, key: String)

  private static func compareWithOpenSSL(_ file: File, in workshop: Workshop) throws {
    guard let tool = Tool("openssl") else { return }
    let text = try tool.run(
      ["req", "-in", file.name, "-noout", "-verify", "-text", "-nameopt", "RFC2253,utf8,-esc_msb"], in: workshop.folder)
    #expect(text.status == 0)
    let parts = lines(text.output, after: "Subject Alternative Name:").first?.components(separatedBy: ", ") ?? []
    #expect(parts.map { normal(String($0.drop { $0 != ":" }.dropFirst())) } == file.kind.shown, "\(file.name)")
    #expect(text.output.contains(#"O=Blåbær & Sønner\, AS,L=Bergen,ST=Vestland,C=NO"#))
    #expect(text.output.contains("CN=\(file.kind.shown[0])") == (file.kind != .long))
  }

  private static func compareWithGnuTLS(_ file: File, in workshop: Workshop) throws {
    guard let tool = Tool("certtool") else { return }
    let text = try tool.run(["--crq-info", "--infile", file.name], in: workshop.folder)
    #expect(text.status == 0)
    let names = text.output.split(separator: "\n").filter { $0.contains("DNSname:") || $0.contains("IPAddress:") }
      .compactMap { $0.components(separatedBy: ": ").last?.components(separatedBy: " (").first }
    #expect(names.map(normal) == file.kind.shown, "\(file.name)")
    #expect(text.output.contains("Self signature: verified"))
  }

  private static func compareWithJava(_ file: File, in workshop: Workshop) throws {
    guard let tool = Tool("keytool") else { return }
    let text = try tool.run(["-printcertreq", "-file", file.name], in: workshop.folder)
    #expect(text.status == 0)
    let names = text.output.split(separator: "\n").filter { $0.contains("DNSName: ") || $0.contains("IPAddress: ") }
      .compactMap { $0.components(separatedBy: ": ").last }
    #expect(names.map(normal) == file.kind.shown, "\(file.name)")
  }

  private static func compareWithPython(_ files: [File], in workshop: Workshop) throws {
    guard let tool = Tool("python3") else { return }
    let script = """
      import sys, json
      from cryptography import x509
      from cryptography.x509.oid import NameOID
      out = {}
      for path in sys.argv[1:]:
          request = x509.load_pem_x509_csr(open(path, "rb").read())
          san = request.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
          key = request.public_key()
          cn = request.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
          out[path] = {"valid": request.is_signature_valid, "names": [str(name.value) for name in san],
                       "subject": [a.value for a in request.subject if a.oid != NameOID.COMMON_NAME],
                       "cn": cn[0].value if cn else "", "bits": key.key_size}
      print(json.dumps(out))
      """
    let run = try tool.run(["-c", script] + files.map(\.name), in: workshop.folder)
    guard run.status == 0 else {
      print("the Python package cryptography is not installed: its part of the test is skipped")
      return
    }
    struct Read: Decodable {
      let valid: Bool
      let names, subject: [String]
      let cn: String
      let bits: Int
    }
    let read = try JSONDecoder().decode([String: Read].self, from: Data(run.output.utf8))
    for file in files {
      let found = try #require(read[file.name])
      #expect(found.valid && found.names.map(normal) == file.kind.shown, "\(file.name)")
      #expect(found.subject == ["NO", "Vestland", "Bergen", "Blåbær & Sønner, AS"])
      #expect(found.cn == (file.kind == .long ? "" : file.kind.shown[0]))
      #expect(file.key.hasSuffix("\(found.bits)"))
    }
  }

  /// The trimmed lines after the first that contains a text.
  private static func lines(_ text: String, after mark: String) -> [String] {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .drop { !$0.contains(mark) }.dropFirst().map { $0 }
  }

  /// A name as tools print it, addresses in their canonical form.
  private static func normal(_ name: String) -> String {
    let text = name.trimmingCharacters(in: .whitespaces)
    return text.contains(":")
      ? text.lowercased().split(separator: ":").map { part in
        let digits = part.drop { $0 == "0" }
        return digits.isEmpty ? "0" : String(digits)
      }.joined(separator: ":") : text
  }
}
