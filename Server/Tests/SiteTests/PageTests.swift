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
    #expect(response.text.contains("<h1 id=\"title\">Check a CSR</h1>"))
    #expect(!response.text.contains("class=\"proof\""))
  }

  @Test(
    "the title says what is the case",
    arguments: [
      ([("csr", Requests.clean)], "This CSR has no problems"),
      ([("csr", Requests.clean), ("product", "489")], "problem"),
      ([("csr", Requests.clean), ("product", "335")], "missing"),
      ([("csr", "hello")], "No CSR found"), ([("csr", "")], "No CSR yet"),
    ])
  func titles(_ fields: [(String, String)], _ words: String) throws {
    let page = Requests.page(fields)
    let title = try #require(page.firstMatch(of: #/<h1 id="title">(.*)<\/h1>/#)).1
    #expect(title.contains(words))
    #expect(page.contains("<title>\(title)"))
  }

  @Test("a complete order without findings is ready, and can be sent")
  func ready() throws {
    let page = Requests.page(try Requests.order())
    #expect(page.contains("<h1 id=\"title\">Ready to order</h1>"))
    #expect(page.contains("<h2>Send: ready</h2>"))
    #expect(page.contains("loginName=LOGIN_NAME&amp;loginPassword=***&amp;product=488"))
    #expect(page.contains("dcvMethod=CNAME_CSR_HASH"))
    #expect(page.contains("curl --request POST"))
  }

  @Test("an order with missing values is incomplete, not accepted")
  func incomplete() throws {
    let page = Requests.page(try Requests.order().filter { $0.0 != "serverSoftware" })
    #expect(page.contains("<h1 id=\"title\">1 value missing</h1>"))
    #expect(page.contains("<strong>Incomplete.</strong>") && !page.contains("<strong>Accepted.</strong>"))
  }

  @Test("the counts include findings of every severity, files that cannot be read, and private keys")
  func counts() {
    #expect(Requests.page([("csr", "hello")]).contains(">No CSR: 1 error, 0 warnings, 0 notes</p>"))
    let page = Requests.page([("csr", Requests.clean), ("removedKey", "yes")])
    #expect(page.contains(">1 CSR: 1 error, 0 warnings,"))
    #expect(page.contains("role=\"alert\""))
  }

  @Test("a pasted request is decoded and checked, and has a validation plan")
  func pasted() {
    let page = Requests.page([("csr", Requests.shop)])
    #expect(page.contains("shop.example.com</h2>"))
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
    #expect(page.contains("Send: not yet, the CA will return -6"))
    #expect(page.contains("--name &#39;*.shop.example.com&#39;"))
  }

  @Test("the form has only the parameters that apply to the product, labelled with words and the API's name")
  func parameters() {
    let domain = Requests.page([("csr", Requests.shop), ("product", "488")])
    #expect(domain.contains("name=\"streetAddress1\""))
    #expect(domain.contains("Street address 1 <code>streetAddress1</code>"))
    #expect(domain.contains("contested: "))
    #expect(!domain.contains("name=\"organizationIdentifier\""))
    #expect(!domain.contains("name=\"loginPassword\""))
    let none = Requests.page([("csr", Requests.shop)])
    #expect(!none.contains("name=\"streetAddress1\""))
  }

  @Test("a TrustLogo that can be ordered with the product is added to it")
  func trustLogo() {
    let page = Requests.page([("csr", Requests.shop), ("product", "488"), ("trustLogo", "490")])
    #expect(page.contains("value=\"490\" checked"))
    #expect(page.contains("product=488%2C490"))
    #expect(page.contains("id=\"fields\" data-key=\"488,490\""))
    let other = Requests.page([("csr", Requests.shop), ("product", "7"), ("trustLogo", "490")])
    #expect(other.contains("value=\"36\"") && !other.contains("value=\"490\""))
  }

  @Test("entered values are kept, and the effective order shows them")
  func kept() {
    let page = Requests.page([("csr", Requests.shop), ("product", "7"), ("postalCode", "LS1 4AP")])
    #expect(page.contains("name=\"postalCode\" aria-describedby=\"h-postalCode\" value=\"LS1 4AP\""))
    #expect(page.contains("<option value=\"7\" selected>"))
    #expect(page.contains("Values that the CA will use"))
  }

  @Test("text of requests and forms is escaped", arguments: ["<script>x</script>", "\"><img src=x>"])
  func escaping(_ text: String) {
    let page = Requests.page([
      ("csr", text), ("product", "7"), ("organizationName", text), ("answer", "errorCode=-4&errorItem=\(text)"),
      ("certificate", text), ("method:\(text)", "cname"),
    ])
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

  @Test(
    "a private key in any box is refused with an alert and never sent back",
    arguments: ["csr", "answer", "certificate"])
  func privateKeys(_ box: String) {
    let key = String(decoding: Requests.vector("requests/basic/ed25519.key.pem"), as: UTF8.self)
    let page = Requests.page([("csr", Requests.clean)].filter { $0.0 != box } + [(box, key)])
    #expect(page.contains("role=\"alert\""))
    #expect(!page.contains("PRIVATE KEY-----"))
    #expect(!page.contains(key.split(separator: "\n")[1]))
  }

  @Test("an unreadable request comes with the advice to copy it again")
  func unreadable() {
    let broken = Requests.clean.split(separator: "\n").enumerated().filter { $0.offset != 3 }.map(\.element)
    let page = Requests.page([("csr", broken.joined(separator: "\n"))])
    #expect(page.contains("No CSR found"))
    #expect(page.lowercased().contains("copy the request again"))
  }

  @Test("the form has no parameters that the product ignores", arguments: [("488", false), ("489", true)])
  func ignored(_ product: String, _ isOffered: Bool) {
    let page = Requests.page([("csr", Requests.shop), ("product", product)])
    #expect(page.contains("id=\"p-servers\"") == isOffered)
    #expect(page.contains("id=\"p-foreignOrderNumber\"") && !page.contains("id=\"p-maxSubjectCNs\""))
  }

  @Test("several requests are collapsed unless they have errors, and at most fifty are shown")
  func many() {
    let page = Requests.page([("csr", String(repeating: Requests.clean + "\n", count: 60))])
    #expect(page.components(separatedBy: "<details class=\"request\"").count == 51)
    #expect(!page.contains("<details class=\"request\" id=\"request-0\" open>"))
    #expect(page.contains("10 more CSRs are not shown"))
    let wrong = Requests.page([("csr", Requests.clean + Requests.clean), ("product", "489")])
    #expect(wrong.contains("<details class=\"request\" id=\"request-1\" open>"))
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
    for path in ["/", "/proof", "/publish", "/report"] {
      let response = Requests.post(path, body, type: type)
      #expect(response.status == 400 || response.status == 415)
    }
  }
}
