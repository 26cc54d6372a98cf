// SPDX-License-Identifier: Apache-2.0
import CSRKit
import CSRKitSandbox
import Foundation
import Site
import Testing

@Suite("Inputs over the work limit")
struct LimitTests {
  /// A site whose inspections may take one step per byte.
  private static let limited = Site(
    today: { .init(2026, 11, 25) },
    inspector: Inspector(
      limits: ArmorLimits(input: 1 << 20, object: 1 << 20, window: 1 << 20, layers: 12, stepsPerByte: 1)))

  /// A request in a quoted email, which takes more steps.
  private static let quoted = Requests.shop

  private static func post(_ path: String, _ body: String, _ type: String) throws -> SiteResponse {
    limited.response(to: SiteRequest(method: "POST", path: path, contentType: type, body: Array(body.utf8)))
  }

  @Test(
    "the API rejects an input that is too complex",
    arguments: ["/v1/inspect", "/v1/dcv", "/v1/check", "/v1/merge"])
  func complexInput(_ path: String) throws {
    let isOrder = path == "/v1/check" || path == "/v1/merge"
    let order = String(decoding: try JSONEncoder().encode(["csr": LimitTests.quoted]), as: UTF8.self)
    let response = try LimitTests.post(
      path, isOrder ? order : LimitTests.quoted, isOrder ? "application/json" : "text/plain")
    #expect(response.status == 422)
    #expect(response.object["type"] as? String == "urn:csrkit:problem:too-complex")
    #expect(response.complexInputs == 1)
  }

  @Test("the sandbox rejects a request that is too complex")
  func complexSandbox() {
    let inspector = Inspector(
      limits: ArmorLimits(input: 1 << 20, object: 1 << 20, window: 1 << 20, layers: 12, stepsPerByte: 1))
    let sandbox = SandboxRoutes(orders: nil, decoder: DecodeCSREndpoint(inspector: inspector)) { 1_795_000_000 }
    let site = Site(today: { .init(2026, 11, 25) }, sandbox: sandbox)
    let csr = LimitTests.quoted.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    let response = site.response(
      to: SiteRequest(
        method: "POST", path: "/products/!DecodeCSR", contentType: "application/x-www-form-urlencoded",
        body: Array("csr=\(csr)".utf8)))
    #expect(response.status == 422)
    #expect(response.object["type"] as? String == "urn:csrkit:problem:too-complex")
    #expect(response.complexInputs == 1)
  }

  @Test("the page reports an input that is too complex")
  func complexPage() throws {
    let csr = LimitTests.quoted.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    let response = try LimitTests.post("/", "csr=\(csr)", "application/x-www-form-urlencoded")
    #expect(response.status == 200)
    #expect(response.text.contains("class=\"error failure\"") && response.text.contains("too complex"))
    #expect(response.complexInputs == 1)
  }

  @Test(
    "a busy server responds with a problem document that says what to do",
    arguments: [(Problem.timeout, "timeout"), (.overloaded, "overloaded"), (.unhealthy, "unhealthy")])
  func unavailable(_ problem: Problem, _ kind: String) {
    let response = Requests.site.response(to: problem, origin: nil, path: "/v1/inspect")
    #expect(response.status == 503)
    #expect(response.object["type"] as? String == "urn:csrkit:problem:\(kind)")
    #expect(response.object["title"] as? String == "Service Unavailable")
    #expect((response.object["detail"] as? String)?.hasSuffix(".") == true)
    #expect((response.field("retry-after") != nil) == (kind == "overloaded"))
    #expect(response.field("cache-control") == "no-store")
  }

  @Test("every operation on input documents the responses 422 and 503")
  func description() throws {
    let paths = try #require(Requests.get("/v1/openapi.json").object["paths"] as? [String: [String: [String: Any]]])
    let operations = paths.values.compactMap { $0["post"]?["responses"] as? [String: Any] }
    #expect(operations.count == 4)
    #expect(operations.allSatisfy { $0["422"] != nil && $0["503"] != nil })
  }

  @Test("only requests of constant cost are handled on an event loop")
  func effort() {
    let constant = Set(Site.all.filter { $0.effort == .constant }.map { "\($0.method) \($0.path)" })
    let catalogs = ["products", "parameters", "errors", "rules", "checks", "data"].map { "GET /v1/catalog/\($0)" }
    let assets = ["/site.css", "/site.js", "/icon.svg", "/favicon.ico"]
    let others = (["/", "/healthz", "/v1/openapi.json"] + assets).map { "GET \($0)" }
    #expect(constant == Set(catalogs + others))
  }
}
