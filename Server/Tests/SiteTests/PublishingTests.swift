// SPDX-License-Identifier: Apache-2.0
import CSRKit
import CSRKitBase
import Foundation
import Site
import Testing

@Suite("Names and what to publish")
struct PublishingTests {
  /// A request for names, as PEM.
  static func request(_ names: [String]) throws -> String {
    let day = CalendarDate(2026, 11, 25)
    return try KeyAndRequest.generate(
      RequestPlan(names: names), acceptsRefusal: true, with: Inspector(), on: day
    ).request.pem
  }

  @Test("one record proves all names of a domain, and each row refers to it")
  func fewest() throws {
    let names = ["example.com", "www.example.com", "mail.example.com", "*.example.com"]
    let page = Requests.page([("csr", try Self.request(names))])
    #expect(page.contains("<h2>4 names: publish 1 record</h2>"))
    #expect(page.components(separatedBy: "href=\"#record-0-1\"").count == 5)
    #expect(page.contains("A file instead: publish 1 file on 3 hosts"))
  }

  @Test("a name that cannot be certified has the reason instead of a token")
  func uncertifiable() throws {
    let csr = try Self.request(["www.example.com", "10.0.0.1", "intranet.local"])
    let page = Requests.page([("csr", csr)])
    #expect(page.contains("2 of 3 names cannot be certified as ordered"))
    #expect(page.components(separatedBy: "Not certified.").count == 3)
    #expect(!page.contains("http://10.0.0.1") && !page.contains("intranet.local. "))
    let none = Requests.page([("csr", try Self.request(["10.0.0.1"]))])
    #expect(none.contains("The name cannot be certified"))
    #expect(!none.contains(".well-known") && !none.contains("formaction=\"/proof"))
    let form = PublishingTests.form(["csr": try Self.request(["10.0.0.1"])])
    #expect(Requests.post("/proof", form, type: PublishingTests.type, query: "request=0").status == 422)
  }

  @Test("each name can have its own method, which the order requests")
  func choices() throws {
    let csr = try Self.request(["a.example.com", "b.example.com"])
    let page = Requests.page([
      ("csr", csr), ("product", "335"), ("method:a.example.com", "http"), ("method:b.example.com", "cname"),
    ])
    #expect(page.contains("2 names: publish 1 record and 1 file on 1 host"))
    #expect(page.contains("validationTokens=HTTPCSRHASH%2CCNAMECSRHASH"))
    let common = Requests.page([("csr", csr), ("product", "335"), ("methods", "http")])
    #expect(common.contains("2 names: publish 1 file on 2 hosts"))
    #expect(common.contains("validationTokens=ALLHTTPCSRHASH"))
  }

  @Test("a method in the form decides for all names")
  func formDecides() throws {
    let page = Requests.page([
      ("csr", try Self.request(["a.example.com"])), ("product", "488"), ("dcvMethod", "HTTPS_CSR_HASH"),
    ])
    #expect(page.contains("https://a.example.com/.well-known/pki-validation/"))
    #expect(page.contains("The order’s parameters choose the method."))
    #expect(!page.contains("id=\"methods\""))
  }

  static let type = "application/x-www-form-urlencoded"

  static func form(_ fields: KeyValuePairs<String, String>) -> String {
    fields.map { name, value in
      "\(name)=" + (value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
    }.joined(separator: "&")
  }

  @Test("the validation file is a download with the name that the CA expects")
  func proof() {
    let body = Self.form(["csr": Requests.shop])
    let response = Requests.post("/proof", body, type: Self.type, query: "request=0")
    #expect(response.status == 200)
    #expect(response.field("content-disposition")?.hasSuffix(".txt\"") == true)
    #expect(response.text.split(separator: "\n").last == "sectigo.com")
    #expect(Requests.post("/proof", body, type: Self.type, query: "request=1").status == 422)
  }

  @Test(
    "every publishing format can be downloaded",
    arguments: [
      ("zone", "IN CNAME"), ("bind", "$ORIGIN"), ("nsupdate", "update add"), ("terraform", "aws_route53_record"),
      ("octodns", "CNAME"), ("csv", "name,unicode"), ("nginx", "return 200"), ("web-config", "<?xml"),
    ])
  func formats(_ format: String, _ words: String) {
    let body = Self.form(["csr": Requests.shop, "format:0": format])
    let response = Requests.post("/publish", body, type: Self.type, query: "request=0")
    #expect(response.status == 200)
    #expect(response.text.contains(words))
    #expect(response.field("content-disposition")?.hasPrefix("attachment; filename=") == true)
  }

  @Test("an unknown format is rejected")
  func unknownFormat() {
    let body = Self.form(["csr": Requests.shop])
    #expect(Requests.post("/publish", body, type: Self.type, query: "request=0&format=fax").status == 422)
  }

  @Test("the ZIP archive has the file below its path, the records and a table, and unzip accepts it")
  func archive() throws {
    let body = Self.form(["csr": Requests.shop])
    let response = Requests.post("/publish", body, type: Self.type, query: "request=0&format=zip")
    #expect(response.contentType == "application/zip")
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).zip")
    try Data(response.body).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let python = Foundation.Process()
    python.executableURL = URL(filePath: "/usr/bin/env")
    python.arguments = [
      "python3", "-c",
      "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(*z.namelist())",
      file.path,
    ]
    let output = Pipe()
    python.standardOutput = output
    try python.run()
    python.waitUntilExit()
    #expect(python.terminationStatus == 0)
    let names = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(names.contains(#/^records\.zone \.well-known/pki-validation/[0-9A-F]{32}\.txt names\.csv README\.txt/#))
  }
}
