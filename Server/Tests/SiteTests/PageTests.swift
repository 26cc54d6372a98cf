// SPDX-License-Identifier: Apache-2.0
import Foundation
import Site
import Testing

@Suite("The page")
struct PageTests {
  @Test("an empty page asks for a request and says that it goes nowhere else")
  func empty() {
    let answer = Requests.get("/")
    #expect(answer.contentType == "text/html; charset=utf-8")
    #expect(answer.text.contains("never leaves the machine that serves this page"))
    #expect(!answer.text.contains("class=\"proof\""))
  }

  @Test("a pasted request is decoded, judged and planned")
  func pasted() {
    let page = Requests.page([("csr", Requests.shop)])
    #expect(page.contains("<h3>shop.example.com</h3>"))
    #expect(page.contains("<dt>Key</dt>"))
    #expect(page.contains("sectigo.com"))
    #expect(page.contains("formaction=\"/proof?request=0\""))
  }

  @Test("a wildcard product for a plain name shows the CA's message and what to do")
  func wildcard() {
    let page = Requests.page([("csr", Requests.shop), ("product", "489")])
    #expect(page.contains("Refused with -6"))
    #expect(page.contains("MUST contain ONE wildcard"))
    #expect(page.contains("class=\"fix\""))
  }

  @Test("only the parameters that apply to the product are asked for")
  func parameters() {
    let domain = Requests.page([("csr", Requests.shop), ("product", "488")])
    #expect(domain.contains("name=\"streetAddress1\""))
    #expect(!domain.contains("name=\"organizationIdentifier\""))
    #expect(!domain.contains("name=\"loginPassword\""))
    let none = Requests.page([("csr", Requests.shop)])
    #expect(!none.contains("name=\"streetAddress1\""))
  }

  @Test("what was filled in stays, and shows with its origin")
  func kept() {
    let page = Requests.page([("csr", Requests.shop), ("product", "7"), ("postalCode", "LS1 4AP")])
    #expect(page.contains("name=\"postalCode\" aria-describedby=\"h-postalCode\" value=\"LS1 4AP\""))
    #expect(page.contains("<option value=\"7\" selected>"))
    #expect(page.contains("The order as the CA will read it"))
  }

  @Test("what a request or a form says can never become markup", arguments: ["<script>x</script>", "\"><img src=x>"])
  func escaping(_ text: String) {
    let page = Requests.page([("csr", text), ("product", "7"), ("organizationName", text)])
    #expect(!page.contains(text))
    #expect(page.contains("&lt;"))
  }

  @Test("characters that could turn a line round are spelled out")
  func controls() {
    let page = Requests.page([("csr", Requests.shop), ("product", "7"), ("organizationName", "a\u{202E}b")])
    #expect(page.contains("a\\u{202E}b"))
  }

  @Test("a file takes its place in the text box, and a private key raises the alarm")
  func files() {
    let der = Requests.vector("requests/basic/ed25519.der")
    let key = Requests.vector("requests/basic/ed25519.key.pem")
    let head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.der\"\r\n\r\n"
    let body = Array(head.utf8) + der + Array("\r\n\(head)".utf8) + key + Array("\r\n--b--\r\n".utf8)
    let page = Requests.site.answer(
      SiteRequest(method: "POST", path: "/", contentType: "multipart/form-data; boundary=b", body: body)
    ).text
    #expect(page.contains("-----BEGIN CERTIFICATE REQUEST-----"))
    #expect(page.contains("role=\"alert\""))
    #expect(!page.contains("PRIVATE KEY-----"))
  }

  @Test("the file that proves control is a download named for its request")
  func proof() {
    let body = "csr=" + (Requests.shop.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
    let answer = Requests.post("/proof", body, type: "application/x-www-form-urlencoded", query: "request=0")
    #expect(answer.status == 200)
    #expect(answer.field("content-disposition")?.hasSuffix(".txt\"") == true)
    #expect(answer.text.split(separator: "\n").last == "sectigo.com")
    #expect(Requests.post("/proof", body, type: "application/x-www-form-urlencoded", query: "request=1").status == 422)
  }

  @Test("a parameter that is ignored for the product is not offered", arguments: [("488", false), ("489", true)])
  func ignored(_ product: String, _ isOffered: Bool) {
    let page = Requests.page([("csr", Requests.shop), ("product", product)])
    #expect(page.contains("id=\"p-servers\"") == isOffered)
    #expect(page.contains("id=\"p-foreignOrderNumber\"") && !page.contains("id=\"p-maxSubjectCNs\""))
  }

  @Test("many requests fold into one line each, and no more than fifty are shown")
  func many() {
    let page = Requests.page([("csr", String(repeating: Requests.shop + "\n", count: 60))])
    #expect(page.components(separatedBy: "<details class=\"request\">").count == 51)
    #expect(page.contains("10 more requests are not shown"))
    let file = String(repeating: Requests.shop + "\n", count: 60)
    let body = "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"many.pem\"\r\n\r\n\(file)\r\n--b--\r\n"
    let next = Requests.post("/", body, type: "multipart/form-data; boundary=b").text
    #expect(
      next.components(separatedBy: "-----BEGIN CERTIFICATE REQUEST-----").count == 62, "placeholder, and all sixty")
  }

  @Test(
    "a body that is no form is refused",
    arguments: [
      ("multipart/form-data; boundary=b", "--c\r\n"), ("multipart/form-data", "--b"),
      ("multipart/form-data; boundary=b", "--b\r\n\r\n--b"), ("multipart/form-data; boundary=b", ""),
      ("application/x-www-form-urlencoded", "csr=%4"), ("text/plain", "csr"),
    ])
  func malformed(_ type: String, _ body: String) {
    let answer = Requests.post("/", body, type: type)
    #expect(answer.status == 400 || answer.status == 415)
  }
}
