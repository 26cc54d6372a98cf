// SPDX-License-Identifier: Apache-2.0
import Foundation
import Site
import Testing

@Suite("The JSON API")
struct APITests {
  private func order(_ fields: [String: Any]) -> String {
    let data = try? JSONSerialization.data(withJSONObject: fields)
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  @Test("inspect returns the same array as the command, for any input format")
  func inspect() throws {
    let response = Requests.post("/v1/inspect", Requests.shop)
    #expect(response.status == 200)
    #expect(response.contentType == "application/json")
    let request = try #require(response.objects.first?["request"] as? [String: Any])
    #expect(request["commonName"] as? String == "shop.example.com")
    let der = Requests.site.response(
      to: SiteRequest(
        method: "POST", path: "/v1/inspect", contentType: "application/pkcs10",
        body: Requests.vector("requests/basic/ed25519.der")))
    #expect((der.objects.first?["source"] as? [String: Any])?["container"] as? String == "der")
  }

  @Test("inspect returns several requests in their order")
  func several() {
    let response = Requests.post("/v1/inspect", Requests.shop + "\n" + Requests.shop)
    #expect(response.objects.compactMap { ($0["source"] as? [String: Any])?["index"] as? Int } == [0, 1])
  }

  @Test("an input without a request is reported as an error", arguments: ["", "hello", "<html>"])
  func noRequest(_ text: String) {
    let response = Requests.post("/v1/inspect", text)
    #expect(response.status == 200)
    #expect(response.objects.count == 1)
    #expect(response.objects.first?["error"] is [String: Any])
  }

  @Test("check predicts -6 for a plain name and a wildcard product")
  func check() {
    let response = Requests.post(
      "/v1/check", order(["csr": Requests.clean, "product": 489]), type: "application/json")
    #expect(response.object["verdict"] as? String == "refused")
    #expect((response.object["predicted"] as? [String: Any])?["errorCode"] as? Int == -6)
  }

  @Test("complete makes a missing parameter an error, and the password is not in the response")
  func complete() {
    let body = order(["csr": Requests.shop, "product": "488", "loginPassword": "correct horse"])
    let response = Requests.post("/v1/check", body, type: "application/json", query: "complete=true")
    #expect((response.object["predicted"] as? [String: Any])?["errorCode"] as? Int == -3)
    #expect(!response.text.contains("correct horse"))
  }

  @Test("merge shows the origin of each value")
  func merge() throws {
    let body = order(["csr": Requests.shop, "product": 7, "prioritiseCSRValues": "N", "localityName": "Leeds"])
    let response = Requests.post("/v1/merge", body, type: "application/json")
    let fields = try #require(response.object["fields"] as? [String: [String: Any]])
    #expect(fields["localityName"]?["origin"] as? String == "parameter")
    #expect(response.object["mode"] as? String == "N")
  }

  @Test("merge reports a csr that cannot be read as an error", arguments: ["x", "-----BEGIN CERTIFICATE-----"])
  func unreadableMerge(_ csr: String) {
    let response = Requests.post("/v1/merge", order(["csr": csr]), type: "application/json")
    #expect(response.status == 200)
    #expect((response.object["error"] as? [String: Any])?["message"] is String)
    #expect(response.object["schema"] as? Int == 1)
  }

  @Test("dcv plans the requested names with the requested method")
  func plan() throws {
    let query = "method=cname&uniqueValue=abc123&domain=a.example.com"
    let response = Requests.post("/v1/dcv", Requests.shop, query: query)
    let plan = try #require(response.objects.first)
    #expect(plan["uniqueValue"] as? String == "abc123")
    let name = try #require((plan["names"] as? [[String: Any]])?.first)
    #expect(name["name"] as? String == "a.example.com")
    #expect((name["cname"] as? [String: Any])?["target"] as? String != nil)
  }

  @Test(
    "every catalog has entries",
    arguments: ["products", "parameters", "errors", "rules", "checks", "data"])
  func catalog(_ name: String) {
    let response = Requests.get("/v1/catalog/\(name)")
    #expect(response.status == 200)
    #expect(response.objects.count > 3)
  }

  @Test(
    "an invalid request gets a problem document",
    arguments: [
      ("/v1/check", "{", "application/json", "", 400), ("/v1/check", "[]", "application/json", "", 400),
      ("/v1/check", "{}", "text/plain", "", 415), ("/v1/inspect", "{}", "application/json", "", 415),
      ("/v1/inspect", "", "text/plain", "asof=1", 400),
      ("/v1/inspect", "", "text/plain", "asOf=2026-02-30", 400), ("/v1/dcv", "", "text/plain", "method=fax", 400),
      ("/v1/dcv", "", "text/plain", "uniqueValue=a-b", 400), ("/v1/nothing", "", "text/plain", "", 404),
    ])
  func problems(_ path: String, _ body: String, _ type: String, _ query: String, _ status: Int) {
    let response = Requests.post(path, body, type: type, query: query)
    #expect(response.status == status)
    #expect(response.contentType == "application/problem+json")
    #expect(response.object["status"] as? Int == status)
    #expect((response.object["detail"] as? String)?.hasSuffix(".") == true)
  }

  @Test("an unsupported method gets the list of supported ones")
  func methods() {
    let response = Requests.get("/v1/inspect")
    #expect(response.status == 405)
    #expect(response.field("allow") == "POST, OPTIONS")
    let options = Requests.site.response(to: SiteRequest(method: "OPTIONS", path: "/v1/catalog/rules"))
    #expect(options.status == 204)
    #expect(options.field("allow") == "GET, HEAD, OPTIONS")
  }

  @Test("the OpenAPI document has every route of the API and every order parameter")
  func description() throws {
    let document = Requests.get("/v1/openapi.json").object
    let paths = try #require(document["paths"] as? [String: Any])
    let routes = Set(Site.all.map(\.path).filter { $0.hasPrefix("/v1/") && $0 != "/v1/openapi.json" })
    #expect(Set(paths.keys) == routes)
    let schemas = (document["components"] as? [String: Any])?["schemas"] as? [String: [String: Any]]
    let order = try #require(schemas?["order"]?["properties"] as? [String: Any])
    #expect(order.count == Requests.get("/v1/catalog/parameters").objects.count)
  }
}
