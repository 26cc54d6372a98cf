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

  @Test("inspect answers the command's array, whatever the wrapping")
  func inspect() throws {
    let answer = Requests.post("/v1/inspect", Requests.shop)
    #expect(answer.status == 200)
    #expect(answer.contentType == "application/json")
    let request = try #require(answer.objects.first?["request"] as? [String: Any])
    #expect(request["commonName"] as? String == "shop.example.com")
    let der = Requests.site.answer(
      SiteRequest(
        method: "POST", path: "/v1/inspect", contentType: "application/pkcs10",
        body: Requests.vector("requests/basic/ed25519.der")))
    #expect((der.objects.first?["source"] as? [String: Any])?["container"] as? String == "der")
  }

  @Test("inspect keeps the order of several requests")
  func several() {
    let answer = Requests.post("/v1/inspect", Requests.shop + "\n" + Requests.shop)
    #expect(answer.objects.compactMap { ($0["source"] as? [String: Any])?["index"] as? Int } == [0, 1])
  }

  @Test("an input without a request is identified", arguments: ["", "hello", "<html>"])
  func noRequest(_ text: String) {
    let answer = Requests.post("/v1/inspect", text)
    #expect(answer.status == 200)
    #expect(answer.objects.count == 1)
    #expect(answer.objects.first?["error"] is [String: Any])
  }

  @Test("check predicts the answer to a name without a wildcard for a wildcard product")
  func check() {
    let answer = Requests.post(
      "/v1/check", order(["csr": Requests.clean, "product": 489]), type: "application/json")
    #expect(answer.object["verdict"] as? String == "refused")
    #expect((answer.object["predicted"] as? [String: Any])?["errorCode"] as? Int == -6)
  }

  @Test("complete makes a missing parameter an error, and a password is never shown")
  func complete() {
    let body = order(["csr": Requests.shop, "product": "488", "loginPassword": "correct horse"])
    let answer = Requests.post("/v1/check", body, type: "application/json", query: "complete=true")
    #expect((answer.object["predicted"] as? [String: Any])?["errorCode"] as? Int == -3)
    #expect(!answer.text.contains("correct horse"))
  }

  @Test("merge says where each value comes from")
  func merge() throws {
    let body = order(["csr": Requests.shop, "product": 7, "prioritiseCSRValues": "N", "localityName": "Leeds"])
    let answer = Requests.post("/v1/merge", body, type: "application/json")
    let fields = try #require(answer.object["fields"] as? [String: [String: Any]])
    #expect(fields["localityName"]?["origin"] as? String == "parameter")
    #expect(answer.object["mode"] as? String == "N")
  }

  @Test("dcv plans each name by the method asked for")
  func plan() throws {
    let answer = Requests.post("/v1/dcv", Requests.shop, query: "method=cname&uniqueValue=abc123&domain=a.example.com")
    let plan = try #require(answer.objects.first)
    #expect(plan["uniqueValue"] as? String == "abc123")
    let name = try #require((plan["names"] as? [[String: Any]])?.first)
    #expect(name["name"] as? String == "a.example.com")
    #expect((name["cname"] as? [String: Any])?["target"] as? String != nil)
  }

  @Test(
    "every catalog is a list with entries",
    arguments: ["products", "parameters", "errors", "rules", "checks", "data"])
  func catalog(_ name: String) {
    let answer = Requests.get("/v1/catalog/\(name)")
    #expect(answer.status == 200)
    #expect(answer.objects.count > 3)
  }

  @Test(
    "what cannot be answered is a problem document",
    arguments: [
      ("/v1/check", "{", "application/json", "", 400), ("/v1/check", "[]", "application/json", "", 400),
      ("/v1/check", "{}", "text/plain", "", 415), ("/v1/inspect", "{}", "application/json", "", 415),
      ("/v1/merge", #"{"csr":"x"}"#, "application/json", "", 422), ("/v1/inspect", "", "text/plain", "asof=1", 400),
      ("/v1/inspect", "", "text/plain", "asOf=2026-02-30", 400), ("/v1/dcv", "", "text/plain", "method=fax", 400),
      ("/v1/dcv", "", "text/plain", "uniqueValue=a-b", 400), ("/v1/nothing", "", "text/plain", "", 404),
    ])
  func problems(_ path: String, _ body: String, _ type: String, _ query: String, _ status: Int) {
    let answer = Requests.post(path, body, type: type, query: query)
    #expect(answer.status == status)
    #expect(answer.contentType == "application/problem+json")
    #expect(answer.object["status"] as? Int == status)
    #expect((answer.object["detail"] as? String)?.hasSuffix(".") == true)
  }

  @Test("another method is answered with those that the address takes")
  func methods() {
    let answer = Requests.get("/v1/inspect")
    #expect(answer.status == 405)
    #expect(answer.field("allow") == "POST, OPTIONS")
    let options = Requests.site.answer(SiteRequest(method: "OPTIONS", path: "/v1/catalog/rules"))
    #expect(options.status == 204)
    #expect(options.field("allow") == "GET, HEAD, OPTIONS")
  }

  @Test("the description names every route of the API, and every parameter of an order")
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
