// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Foundation
import Site
import Testing

@Suite("Requests that take too much")
struct LimitTests {
  /// A site whose inspections may take one step of work a byte.
  private static let limited = Site(
    today: { .init(2026, 11, 25) },
    inspector: Inspector(
      limits: ArmorLimits(input: 1 << 20, object: 1 << 20, window: 1 << 20, layers: 12, stepsPerByte: 1)))

  /// A request in a quoted mail, which has to be unwrapped.
  private static let quoted = Requests.shop

  private static func post(_ path: String, _ body: String, _ type: String) throws -> SiteAnswer {
    limited.answer(SiteRequest(method: "POST", path: path, contentType: type, body: Array(body.utf8)))
  }

  @Test(
    "the API refuses an input that is too complex to read",
    arguments: ["/v1/inspect", "/v1/dcv", "/v1/check", "/v1/merge"])
  func complexInput(_ path: String) throws {
    let isOrder = path == "/v1/check" || path == "/v1/merge"
    let order = String(decoding: try JSONEncoder().encode(["csr": LimitTests.quoted]), as: UTF8.self)
    let answer = try LimitTests.post(
      path, isOrder ? order : LimitTests.quoted, isOrder ? "application/json" : "text/plain")
    #expect(answer.status == 422)
    #expect(answer.object["type"] as? String == "urn:csrkit:problem:too-complex")
    #expect(answer.complexInputs == 1)
  }

  @Test("the page names an input that is too complex to read")
  func complexPage() throws {
    let csr = LimitTests.quoted.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    let answer = try LimitTests.post("/", "csr=\(csr)", "application/x-www-form-urlencoded")
    #expect(answer.status == 200)
    #expect(answer.text.contains("<p class=\"failure\">pasted: ") && answer.text.contains("too complex"))
    #expect(answer.complexInputs == 1)
  }

  @Test(
    "a busy server says what to do, in a problem document",
    arguments: [(Problem.timeout, "timeout"), (.overloaded, "overloaded"), (.unhealthy, "unhealthy")])
  func unavailable(_ problem: Problem, _ kind: String) {
    let answer = Requests.site.answer(problem, origin: nil, path: "/v1/inspect")
    #expect(answer.status == 503)
    #expect(answer.object["type"] as? String == "urn:csrkit:problem:\(kind)")
    #expect(answer.object["title"] as? String == "Service Unavailable")
    #expect((answer.object["detail"] as? String)?.hasSuffix(".") == true)
    #expect((answer.field("retry-after") != nil) == (kind == "overloaded"))
    #expect(answer.field("cache-control") == "no-store")
  }

  @Test("the description of every operation on input has the answers 422 and 503")
  func description() throws {
    let paths = try #require(Requests.get("/v1/openapi.json").object["paths"] as? [String: [String: [String: Any]]])
    let operations = paths.values.compactMap { $0["post"]?["responses"] as? [String: Any] }
    #expect(operations.count == 4)
    #expect(operations.allSatisfy { $0["422"] != nil && $0["503"] != nil })
  }

  @Test("only what costs the same for every request is answered on an event loop")
  func effort() {
    let constant = Set(Site.all.filter { $0.effort == .constant }.map { "\($0.method) \($0.path)" })
    let catalogs = ["products", "parameters", "errors", "rules", "checks", "data"].map { "GET /v1/catalog/\($0)" }
    let others = ["/", "/site.css", "/site.js", "/icon.svg", "/healthz", "/v1/openapi.json"].map { "GET \($0)" }
    #expect(constant == Set(catalogs + others))
  }
}
