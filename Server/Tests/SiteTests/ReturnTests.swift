// SPDX-License-Identifier: Apache-2.0
import Foundation
import Site
import Testing

@Suite("What comes back from the CA, and the report")
struct ReturnTests {
  @Test(
    "an answer is explained",
    arguments: [
      ("0\n8000001\n10.00\n48\n", "Order 8000001 was placed"),
      ("errorCode=-4&errorMessage=x&errorItem=days", "The CA refused the order with error -4"),
      ("hello", "This is not a complete answer to an order"),
    ])
  func answers(_ answer: String, _ title: String) {
    let page = Requests.page([("csr", Requests.clean), ("answer", answer)])
    #expect(page.contains("<h2>\(title)</h2>"))
    #expect(
      page.contains("\(answer.split(separator: "\n")[0].replacing("&", with: "&amp;"))"), "the box keeps its text")
  }

  @Test("a certificate is compared with the CSR that it belongs to")
  func certificates() throws {
    let request = String(decoding: Requests.vector("certificates/01.csr"), as: UTF8.self)
    let certificate = String(decoding: Requests.vector("certificates/01.crt"), as: UTF8.self)
    let page = Requests.page([("csr", Requests.clean + request), ("certificate", certificate)])
    #expect(page.contains("<section id=\"certificate-result\""))
    #expect(!page.contains("key-differs"))
    let other = Requests.page([("csr", Requests.clean), ("certificate", certificate)])
    #expect(other.contains("<h2>The certificate is not as ordered</h2>"))
    #expect(other.contains("<code>key-differs</code>"))
    #expect(Requests.page([("certificate", certificate)]).contains("Paste the CSR"))
    #expect(Requests.page([("csr", Requests.clean), ("certificate", "x")]).contains("contains no certificate"))
  }

  @Test("the report says what is wrong, how to fix it and what to publish", arguments: ["text", "markdown"])
  func reports(_ format: String) {
    let body = PublishingTests.form(["csr": Requests.clean, "product": "489"])
    let response = Requests.post("/report", body, type: PublishingTests.type, query: "format=\(format)")
    #expect(response.status == 200)
    #expect(response.contentType.hasPrefix(format == "text" ? "text/plain" : "text/markdown"))
    for words in ["to fix", "Error", "Fix: ", "CNAME"] { #expect(response.text.contains(words)) }
    #expect(response.text.contains("```") == (format == "markdown"))
  }

  @Test("the JSON report has the documents of the command")
  func json() {
    let order = PublishingTests.form(["csr": Requests.clean, "product": "489"])
    let checks = Requests.post("/report", order, type: PublishingTests.type, query: "format=json").objects
    #expect(checks.first?["verdict"] as? String == "refused")
    let alone = PublishingTests.form(["csr": Requests.clean])
    let reports = Requests.post("/report", alone, type: PublishingTests.type, query: "format=json").objects
    #expect(reports.first?["request"] is [String: Any])
    #expect(Requests.post("/report", alone, type: PublishingTests.type, query: "format=fax").status == 400)
  }

  @Test("names in a Markdown report cannot become markup")
  func markdown() throws {
    let csr = try PublishingTests.request(["[x](https://evil.example)<b>"])
    let body = PublishingTests.form(["csr": csr])
    let text = Requests.post("/report", body, type: PublishingTests.type, query: "format=markdown").text
    #expect(!text.contains("[x](") && !text.contains("<b>"))
  }
}
