// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKit
import CSRKitBase
import Foundation
import OpenSSLBridge
import Testing

@Suite struct CorrectedRequestTests {
  static let day = CalendarDate(2026, 11, 29)

  /// The correction of a request with these contents.
  static func correction(
    _ names: [String], subject: String? = nil, product: String? = nil, key: SigningKeyKind = .p256
  ) throws -> CorrectedRequest {
    var plan = RequestPlan(names: names)
    if let subject { try plan.setSubject(subject) }
    plan.keyKind = key
    let inspector = Inspector()
    let old = try KeyAndRequest.generate(plan, acceptsRefusal: true, with: inspector, on: day).request.report
    var form = OrderForm()
    form[.product] = product
    return CorrectedRequest(of: old, for: inspector.check(old, for: form, on: day))
  }

  @Test(arguments: [
    ("https://www.example.org/", "www.example.org"), ("DNS:www.example.org", "www.example.org"),
    (" www.example.org", "www.example.org"), ("WWW.Example.ORG", "www.example.org"),
    ("www.example.org.", "www.example.org"),
  ])
  func `A name is written as it is meant`(given: String, meant: String) throws {
    let correction = try Self.correction([given])
    #expect(correction.names == [meant])
    #expect(correction.csrkitCommand.hasPrefix("csrkit new \\\n  --name \(meant)"))
  }

  @Test func `Names that public CAs do not certify are left out with the reason`() throws {
    let correction = try Self.correction([
      "www.example.org", "10.0.0.1", "intranet.local", "server1", "shop_1.example.org",
    ])
    #expect(correction.names == ["www.example.org"])
    for name in ["10.0.0.1", "intranet.local", "server1", "shop_1.example.org"] {
      #expect(correction.changes.contains { $0.hasPrefix("leave out") && $0.contains(name) })
    }
  }

  @Test func `Without a name that can be certified, no name is left`() throws {
    #expect(try Self.correction(["10.0.0.1"]).names.isEmpty)
  }

  @Test func `A company's name moves to the organization`() throws {
    let correction = try Self.correction(["Fjord Hosting AS", "www.example.org"])
    #expect(correction.names == ["www.example.org"])
    #expect(correction.csrkitCommand.contains("--subject 'O=Fjord Hosting AS'"))
  }

  @Test func `Placeholders, OU and unknown countries are left out, and other values are corrected`() throws {
    let correction = try Self.correction(
      ["www.example.org"], subject: "C=no, ST=Some-State, O=Fj\u{C3}\u{B8}rd AS, OU=IT, L= Bergen")
    #expect(correction.csrkitCommand.contains("--subject 'C=NO, L=Bergen, O=Fjørd AS'"))
    #expect(correction.changes.contains { $0.contains("stateOrProvinceName") })
    #expect(correction.changes.contains { $0.contains("organizationalUnitName") })
  }

  @Test(arguments: [
    ("489", ["www.example.org"], ["*.example.org"]), ("488", ["*.example.org"], ["example.org"]),
    ("335", ["a.example.org", "b.example.org"], ["a.example.org", "b.example.org"]),
  ])
  func `Names fit the product`(product: String, given: [String], expected: [String]) throws {
    let correction = try Self.correction(given, product: product)
    #expect(correction.names == expected)
    #expect(correction.csrkitCommand.contains("--product \(product)"))
  }

  @Test func `The commands quote for the shell and escape for OpenSSL`() throws {
    let correction = try Self.correction(
      ["*.example.org"], subject: "C=NO, O=O'Neill / Søn\\, AS", key: .rsa(bits: 3072))
    #expect(correction.csrkitCommand.contains("--name '*.example.org'"))
    #expect(correction.csrkitCommand.contains("--key rsa:3072"))
    let command = correction.openSSLCommand
    #expect(command.contains("-newkey rsa:3072"))
    #expect(command.contains("-utf8"))
    #expect(command.contains(#"-subj '/C=NO/O=O'\''Neill \/ Søn, AS/CN=*.example.org'"#))
    #expect(command.contains("-addext 'subjectAltName=DNS:*.example.org'"))
    #expect(command.contains("-keyout _wildcard.example.org.key -out _wildcard.example.org.csr"))
  }

  @Test func `OpenSSL's command creates a request without errors`() throws {
    let correction = try Self.correction(
      ["https://www.example.org/", "93.184.216.34", "intranet.local"], subject: "C=NO, O=Fjørd \\+ Søn/AS")
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let shell = Foundation.Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", correction.openSSLCommand]
    shell.currentDirectoryURL = folder
    shell.standardError = FileHandle.nullDevice
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
    let request = [UInt8](try Data(contentsOf: folder.appending(path: "www.example.org.csr")))
    let report = try #require(Inspector().inspect(request, on: Self.day).requests.first)
    #expect(report.findings.allSatisfy { $0.severity < .warning })
    #expect(report.validationNames == ["www.example.org", "93.184.216.34"])
    #expect(report.subject.map(\.value) == ["NO", "Fjørd + Søn/AS", "www.example.org"])
  }
}
