// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import Site
import Testing

@Suite("The fields of every answer")
struct HeaderTests {
  @Test("nothing is loaded from elsewhere, framed, guessed or kept", arguments: ["/", "/v1/openapi.json", "/nowhere"])
  func security(_ path: String) {
    let answer = Requests.get(path)
    let policy = answer.field("content-security-policy") ?? ""
    #expect(policy.hasPrefix("default-src 'none'"))
    #expect(!policy.contains("unsafe"))
    #expect(answer.field("x-content-type-options") == "nosniff")
    #expect(answer.field("referrer-policy") == "no-referrer")
    #expect(answer.field("set-cookie") == nil)
    #expect(answer.field("cache-control") != nil)
  }

  @Test("an answer about a request is not stored")
  func caching() {
    #expect(Requests.post("/v1/inspect", Requests.shop).field("cache-control") == "no-store")
  }

  @Test("other origins are let in only where the configuration names them")
  func origins() {
    let request = SiteRequest(method: "POST", path: "/v1/inspect", origin: "https://a.example")
    #expect(Requests.site.answer(request).field("access-control-allow-origin") == nil)
    let open = Site(today: { .init(2026, 11, 25) }, allowedOrigins: ["https://a.example"])
    #expect(open.answer(request).field("access-control-allow-origin") == "https://a.example")
    let other = SiteRequest(method: "POST", path: "/v1/inspect", origin: "https://b.example")
    #expect(open.answer(other).field("access-control-allow-origin") == nil)
    let page = SiteRequest(method: "GET", path: "/", origin: "https://a.example")
    #expect(open.answer(page).field("access-control-allow-origin") == nil)
  }
}
