// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import Site
import Testing

@Suite("Header fields of every response")
struct HeaderTests {
  @Test(
    "browsers must not load other origins, frame the page, sniff types or send referrers",
    arguments: ["/", "/v1/openapi.json", "/nowhere"])
  func security(_ path: String) {
    let response = Requests.get(path)
    let policy = response.field("content-security-policy") ?? ""
    #expect(policy.hasPrefix("default-src 'none'"))
    #expect(!policy.contains("unsafe"))
    #expect(response.field("x-content-type-options") == "nosniff")
    #expect(response.field("referrer-policy") == "no-referrer")
    #expect(response.field("set-cookie") == nil)
    #expect(response.field("cache-control") != nil)
  }

  @Test("a response about a request must not be stored")
  func caching() {
    #expect(Requests.post("/v1/inspect", Requests.shop).field("cache-control") == "no-store")
  }

  @Test("only configured origins may call the API")
  func origins() {
    let request = SiteRequest(method: "POST", path: "/v1/inspect", origin: "https://a.example")
    #expect(Requests.site.response(to: request).field("access-control-allow-origin") == nil)
    let open = Site(today: { .init(2026, 11, 25) }, allowedOrigins: ["https://a.example"])
    #expect(open.response(to: request).field("access-control-allow-origin") == "https://a.example")
    let other = SiteRequest(method: "POST", path: "/v1/inspect", origin: "https://b.example")
    #expect(open.response(to: other).field("access-control-allow-origin") == nil)
    let page = SiteRequest(method: "GET", path: "/", origin: "https://a.example")
    #expect(open.response(to: page).field("access-control-allow-origin") == nil)
  }
}
