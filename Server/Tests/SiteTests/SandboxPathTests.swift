// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import Foundation
import Site
import Testing

@Suite("The sandbox's paths")
struct SandboxPathTests {
  static let site = Site(
    today: { .init(2026, 11, 25) }, sandbox: SandboxRoutes(orders: nil) { 1_795_000_000 })

  @Test(
    "they are found in the spellings of published clients, and counted under one",
    arguments: ["/products/!DecodeCSR", "/products/!decodeCSR", "/products/%21DecodeCSR", "/Products/!DECODECSR"])
  func spellings(_ path: String) throws {
    guard case .route(let route) = Self.site.match(method: "GET", path: path) else {
      Issue.record("no route for \(path)")
      return
    }
    #expect(route.path == "/products/!DecodeCSR")
    #expect(Self.site.paths.filter { $0.contains("/products/") } == ["/products/!DecodeCSR"])
  }

  @Test("other paths keep their case", arguments: ["/V1/inspect", "/products/", "/products/!Decode"])
  func others(_ path: String) {
    guard case .response(let response) = Self.site.match(method: "GET", path: path) else {
      Issue.record("a route for \(path)")
      return
    }
    #expect(response.status == 404)
  }

  @Test("responseFormat=N is an answer in text", arguments: ["N", "0", ""])
  func format(_ format: String) {
    let csr = Requests.clean.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    let response = Self.site.response(
      to: SiteRequest(
        method: "POST", path: "/products/!decodeCSR", body: Array("csr=\(csr)&showCN=Y&responseFormat=\(format)".utf8)))
    #expect(response.text.hasPrefix("0\nCN="))
  }
}
