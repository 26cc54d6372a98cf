// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import Foundation
import Site

/// Requests from the test vectors, and a site with a fixed date.
enum Requests {
  /// A file of TestVectors.
  static func vector(_ path: String) -> [UInt8] {
    let folder = URL(filePath: #filePath).appending(path: "../../../../TestVectors").standardized
    return (try? Data(contentsOf: folder.appending(path: path))).map(Array.init) ?? []
  }

  /// A valid request in PEM for shop.fjord.no.
  static var clean: String { String(decoding: vector("sandbox/requests/plain.pem"), as: UTF8.self) }

  /// A valid request for shop.example.com in a quoted email.
  static var shop: String { String(decoding: vector("readme/shop.example.com.txt"), as: UTF8.self) }

  /// A complete order for a request for one name.
  static func order() throws -> [(String, String)] {
    [
      ("csr", try PublishingTests.request(["shop.fjord.no"])), ("product", "488"), ("days", "365"),
      ("serverSoftware", "36"), ("streetAddress1", "Bryggen 1"),
      ("localityName", "Bergen"), ("postalCode", "5003"), ("countryName", "NO"), ("responseFormat", "1"),
    ]
  }

  static let site = Site(today: { .init(2026, 11, 25) })

  static func post(_ path: String, _ body: String, type: String = "text/plain", query: String = "") -> SiteResponse {
    site.response(to: SiteRequest(method: "POST", path: path, query: query, contentType: type, body: Array(body.utf8)))
  }

  static func get(_ path: String, query: String = "") -> SiteResponse {
    site.response(to: SiteRequest(method: "GET", path: path, query: query))
  }

  /// The page after a form was submitted.
  static func page(_ fields: [(String, String)]) -> String {
    let boundary = "----boundary"
    var body = ""
    for (name, value) in fields {
      body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
    }
    return post("/", body + "--\(boundary)--\r\n", type: "multipart/form-data; boundary=\(boundary)").text
  }
}

extension SiteResponse {
  var text: String { String(decoding: body, as: UTF8.self) }

  /// The body as a JSON object; empty if it is something else.
  var json: Any { (try? JSONSerialization.jsonObject(with: Data(body))) ?? [String: Any]() }

  var object: [String: Any] { json as? [String: Any] ?? [:] }

  var objects: [[String: Any]] { json as? [[String: Any]] ?? [] }

  /// The first value of a header field.
  func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}
