// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit

/// The page, its assets, the downloads of what to publish, and the report.
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
    Route("POST", "/publish", bodyLimit: Route.largeBody, publish),
    Route("POST", "/report", bodyLimit: Route.largeBody, report),
    asset("/site.css", "text/css; charset=utf-8", PackageResources.site_css),
    asset("/site.js", "text/javascript; charset=utf-8", PackageResources.site_js),
    asset("/icon.svg", "image/svg+xml", PackageResources.icon_svg),
    // Browsers ask for this icon of documents that name none, such as the report as text.
    asset("/favicon.ico", "image/svg+xml", PackageResources.icon_svg),
  ]

  private static func asset(_ path: String, _ type: String, _ bytes: [UInt8]) -> Route {
    Route("GET", path) { _, _ throws(Problem) in
      SiteResponse(contentType: type, fields: [("cache-control", "no-cache")], body: bytes)
    }
  }

  /// The validation file of one of the page's requests, by index, as a download.
  private static let proof: @Sendable (SiteRequest, Site) throws(Problem) -> SiteResponse = {
    request, site throws(Problem) in
    let query = try Query(request, known: ["request"])
    return try planned(request, query, site) { plan, _ in
      download(Array(plan.token.body.utf8), "text/plain; charset=utf-8", name: plan.token.fileName)
    }
  }

  /// What to publish for one of the page's requests, in the format of the query or of the form, as a download.
  private static let publish: @Sendable (SiteRequest, Site) throws(Problem) -> SiteResponse = {
    request, site throws(Problem) in
    let query = try Query(request, known: ["request", "format"])
    let format = try query.value("format")
    return try planned(request, query, site) { plan, chosen throws(Problem) in
      let id = format ?? chosen ?? Deployment.zone.rawValue
      guard id != "zip" else {
        return download(PublishingArchive.bytes(of: plan), "application/zip", name: "\(plan.token.md5).zip")
      }
      guard let (format, text) = PublishingFormat.text(id, of: plan) else {
        throw Problem(422, "format", "There is nothing to publish in this format. Go back and choose another one.")
      }
      return download(Array(text.utf8), "text/plain; charset=utf-8", name: "\(plan.token.md5).\(format.suffix)")
    }
  }

  /// Calls a function with the plan of the request that the query names, and the format that the form has for it.
  private static func planned(
    _ request: SiteRequest, _ query: Query, _ site: Site,
    _ respond: (ValidationPlan, String?) throws(Problem) -> SiteResponse
  ) throws(Problem) -> SiteResponse {
    let index = Int(try query.value("request") ?? "0") ?? -1
    let form = try PageForm(request)
    return try site.inspecting { inspector throws(Problem) in
      let reading = PageReading(form, with: inspector)
      guard reading.entries.indices.contains(index), let plan = reading.entries[index].publishable else {
        throw Problem(
          422, reading.complexInputs > 0 ? Complexity.kind : "no-request",
          "The form no longer contains this CSR, or none of its names can be certified. Go back and check it again.")
      }
      return try respond(plan, form.formats[index])
    }
  }

  /// The results as a document.
  private static let report: @Sendable (SiteRequest, Site) throws(Problem) -> SiteResponse = {
    request, site throws(Problem) in
    let name = try Query(request, known: ["format"]).value("format") ?? PageReport.Format.text.rawValue
    guard let format = PageReport.Format(rawValue: name) else {
      let known = PageReport.Format.allCases.map(\.rawValue).joined(separator: ", ")
      throw Problem(400, "query", "The parameter format must be one of \(known).")
    }
    let form = try PageForm(request)
    return try site.inspecting { inspector throws(Problem) in
      let reading = PageReading(form, with: inspector)
      var response = SiteResponse(
        contentType: PageReport.contentType(format), body: PageReport(reading: reading).bytes(format))
      response.complexInputs = reading.complexInputs
      return response
    }
  }

  private static func download(_ body: [UInt8], _ type: String, name: String) -> SiteResponse {
    SiteResponse(
      contentType: type, fields: [("content-disposition", "attachment; filename=\"\(name)\"")], body: body)
  }
}

extension SiteResponse {
  fileprivate static func page(_ html: HTML) -> SiteResponse {
    SiteResponse(contentType: "text/html; charset=utf-8", body: Array(html.text.utf8))
  }
}
