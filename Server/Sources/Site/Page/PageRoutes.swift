// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit

/// The page, its assets, and the download of validation files.
enum PageRoutes {
  static let all: [Route] = [
    Route("GET", "/") { request, _ throws(Problem) in
      _ = try Query(request, known: [])
      return .page(Page(form: PageForm(), reading: nil).html)
    },
    Route("POST", "/", bodyLimit: Route.largeBody) { request, site throws(Problem) in
      let form = try PageForm(request)
      return try site.inspecting { inspector throws(Problem) in
        let reading = PageReading(form, with: inspector)
        var response = SiteResponse.page(Page(form: form, reading: reading).html)
        response.complexInputs = reading.complexInputs
        return response
      }
    },
    Route("POST", "/proof", bodyLimit: Route.largeBody, proof),
    asset("/site.css", "text/css; charset=utf-8", PackageResources.site_css),
    asset("/site.js", "text/javascript; charset=utf-8", PackageResources.site_js),
    asset("/icon.svg", "image/svg+xml", PackageResources.icon_svg),
  ]

  private static func asset(_ path: String, _ type: String, _ bytes: [UInt8]) -> Route {
    Route("GET", path) { _, _ throws(Problem) in
      SiteResponse(contentType: type, fields: [("cache-control", "no-cache")], body: bytes)
    }
  }

  /// The validation file of one of the page's requests, by index, as a download.
  private static let proof: @Sendable (SiteRequest, Site) throws(Problem) -> SiteResponse = {
    request, site throws(Problem) in
    let index = Int(try Query(request, known: ["request"]).value("request") ?? "0") ?? -1
    let form = try PageForm(request)
    return try site.inspecting { inspector throws(Problem) in
      let reading = PageReading(form, with: inspector)
      let entries = reading.entries
      guard entries.indices.contains(index), case .success(let plan) = entries[index].plan else {
        throw Problem(
          422, reading.complexInputs > 0 ? Complexity.kind : "no-request",
          "The form no longer contains this CSR. Go back and check it again.")
      }
      return SiteResponse(
        contentType: "text/plain; charset=utf-8",
        fields: [("content-disposition", "attachment; filename=\"\(plan.token.fileName)\"")],
        body: Array(plan.token.body.utf8))
    }
  }
}

extension SiteResponse {
  fileprivate static func page(_ html: HTML) -> SiteResponse {
    SiteResponse(contentType: "text/html; charset=utf-8", body: Array(html.text.utf8))
  }
}
