// SPDX-License-Identifier: Apache-2.0
import Foundation
import Site
import Testing

@Suite("The page")
struct PageTests {
  @Test("the empty page asks for a CSR and says that the server does not pass it on")
  func empty() {
    let response = Requests.get("/")
    #expect(response.contentType == "text/html; charset=utf-8")
    #expect(response.text.contains("processed on this server only"))
    #expect(!response.text.contains("class=\"proof\""))
  }

  @Test("a pasted request is decoded and checked, and has a validation plan")
  func pasted() {
    let page = Requests.page([("csr", Requests.shop)])
    #expect(page.contains("<h3>shop.example.com</h3>"))
    #expect(page.contains("<dt>Key</dt>"))
    #expect(page.contains("sectigo.com"))
    #expect(page.contains("formaction=\"/proof?request=0\""))
  }

  @Test("a wildcard product for a plain name shows the CA's message and a fix")
  func wildcard() {
    let page = Requests.page([("csr", Requests.shop), ("product", "489")])
    #expect(page.contains("Refused with error -6"))
    #expect(page.contains("MUST contain ONE wildcard"))
    #expect(page.contains("class=\"fix\""))
  }

  @Test("the form has only the parameters that apply to the product")
  func parameters() {
    let domain = Requests.page([("csr", Requests.shop), ("product", "488")])
    #expect(domain.contains("name=\"streetAddress1\""))
    #expect(!domain.contains("name=\"organizationIdentifier\""))
    #expect(!domain.contains("name=\"loginPassword\""))
    let none = Requests.page([("csr", Requests.shop)])
    #expect(!none.contains("name=\"streetAddress1\""))
  }

  @Test("entered values are kept, and the effective order shows them")
  func kept() {
    let page = Requests.page([("csr", Requests.shop), ("product", "7"), ("postalCode", "LS1 4AP")])
    #expect(page.contains("name=\"postalCode\" aria-describedby=\"h-postalCode\" value=\"LS1 4AP\""))
    #expect(page.contains("<option value=\"7\" selected>"))
    #expect(page.contains("Effective order"))
  }

  @Test("text of requests and forms is escaped", arguments: ["<script>x</script>", "\"><img src=x>"])
  func escaping(_ text: String) {
    let page = Requests.page([("csr", text), ("product", "7"), ("organizationName", text)])
    #expect(!page.contains(text))
    #expect(page.contains("&lt;"))
  }

  @Test("characters that change the text direction are shown as escapes")
  func controls() {
    let page = Requests.page([("csr", Requests.shop), ("product", "7"), ("organizationName", "a\u{202E}b")])
    #expect(page.contains("a\\u{202E}b"))
  }

  @Test("a file's request is added to the text box, and a private key raises an alert")
  func files() {
    let der = Requests.vector("requests/basic/ed25519.der")
    let key = Requests.vector("requests/basic/ed25519.key.pem")
    let head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.der\"\r\n\r\n"
    let body = Array(head.utf8) + der + Array("\r\n\(head)".utf8) + key + Array("\r\n--b--\r\n".utf8)
    let page = Requests.site.response(
      to: SiteRequest(method: "POST", path: "/", contentType: "multipart/form-data; boundary=b", body: body)
    ).text
    #expect(page.contains("-----BEGIN CERTIFICATE REQUEST-----"))
    #expect(page.contains("role=\"alert\""))
    #expect(!page.contains("PRIVATE KEY-----"))
  }

  @Test("the validation file is a download with the name that the CA expects")
  func proof() {
    let body = "csr=" + (Requests.shop.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
    let response = Requests.post("/proof", body, type: "application/x-www-form-urlencoded", query: "request=0")
    #expect(response.status == 200)
    #expect(response.field("content-disposition")?.hasSuffix(".txt\"") == true)
    #expect(response.text.split(separator: "\n").last == "sectigo.com")
    #expect(Requests.post("/proof", body, type: "application/x-www-form-urlencoded", query: "request=1").status == 422)
  }

  @Test("the form has no parameters that the product ignores", arguments: [("488", false), ("489", true)])
  func ignored(_ product: String, _ isOffered: Bool) {
    let page = Requests.page([("csr", Requests.shop), ("product", product)])
    #expect(page.contains("id=\"p-servers\"") == isOffered)
    #expect(page.contains("id=\"p-foreignOrderNumber\"") && !page.contains("id=\"p-maxSubjectCNs\""))
  }

  @Test("several requests are collapsed, and at most fifty are shown")
  func many() {
    let page = Requests.page([("csr", String(repeating: Requests.shop + "\n", count: 60))])
    #expect(page.components(separatedBy: "<details class=\"request\">").count == 51)
    #expect(page.contains("10 more CSRs are not shown"))
    let file = String(repeating: Requests.shop + "\n", count: 60)
    let body = "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"many.pem\"\r\n\r\n\(file)\r\n--b--\r\n"
    let next = Requests.post("/", body, type: "multipart/form-data; boundary=b").text
    #expect(
      next.components(separatedBy: "-----BEGIN CERTIFICATE REQUEST-----").count == 62,
      "the placeholder and all sixty requests")
  }

  @Test(
    "a malformed form is rejected",
    arguments: [
      ("multipart/form-data; boundary=b", "--c\r\n"), ("multipart/form-data", "--b"),
      ("multipart/form-data; boundary=b", "--b\r\n\r\n--b"), ("multipart/form-data; boundary=b", ""),
      ("application/x-www-form-urlencoded", "csr=%4"), ("text/plain", "csr"),
    ])
  func malformed(_ type: String, _ body: String) {
    let response = Requests.post("/", body, type: type)
    #expect(response.status == 400 || response.status == 415)
  }
}
