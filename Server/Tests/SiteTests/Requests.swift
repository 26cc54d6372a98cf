// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import Foundation
import Site

/// Requests from the project's vectors, and a site on a fixed day.
enum Requests {
  /// A file of the project's vectors.
  static func vector(_ path: String) -> [UInt8] {
    let folder = URL(filePath: #filePath).appending(path: "../../../../TestVectors").standardized
    return (try? Data(contentsOf: folder.appending(path: path))).map(Array.init) ?? []
  }

  /// A sound request in PEM for shop.fjord.no.
  static var clean: String { String(decoding: vector("sandbox/requests/plain.pem"), as: UTF8.self) }

  /// A sound request for shop.example.com within a quoted mail.
  static var shop: String { String(decoding: vector("readme/shop.example.com.txt"), as: UTF8.self) }

  static let site = Site(today: { .init(2026, 11, 25) })

  static func post(_ path: String, _ body: String, type: String = "text/plain", query: String = "") -> SiteAnswer {
    site.answer(SiteRequest(method: "POST", path: path, query: query, contentType: type, body: Array(body.utf8)))
  }

  static func get(_ path: String, query: String = "") -> SiteAnswer {
    site.answer(SiteRequest(method: "GET", path: path, query: query))
  }

  /// The page after a form was sent to it.
  static func page(_ fields: [(String, String)]) -> String {
    let boundary = "----boundary"
    var body = ""
    for (name, value) in fields {
      body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
    }
    return post("/", body + "--\(boundary)--\r\n", type: "multipart/form-data; boundary=\(boundary)").text
  }
}

extension SiteAnswer {
  var text: String { String(decoding: body, as: UTF8.self) }

  /// The body as JSON; an empty object where it is none.
  var json: Any { (try? JSONSerialization.jsonObject(with: Data(body))) ?? [String: Any]() }

  var object: [String: Any] { json as? [String: Any] ?? [:] }

  var objects: [[String: Any]] { json as? [[String: Any]] ?? [] }

  /// The first value of a field.
  func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}
