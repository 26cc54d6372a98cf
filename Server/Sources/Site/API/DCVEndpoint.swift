// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit

/// `POST /v1/dcv`: the body is any input that `csrkit dcv` reads, the response an array of validation plans.
enum DCVEndpoint {
  static let handler: @Sendable (SiteRequest, Site) throws(Problem) -> SiteResponse = { request, site throws(Problem) in
    let query = try Query(request, known: ["asOf", "domain", "method", "uniqueValue"])
    try InspectEndpoint.requireInput(request)
    let names = query.values("domain")
    var asked = PlanQuestion()
    asked.names = names.isEmpty ? nil : names
    asked.method = try method(query)
    asked.uniqueValue = try uniqueValue(query)
    let question = asked
    return try site.inspecting(asOf: try query.day()) { inspector throws(Problem) in
      let inspection = inspector.inspect(request.body, name: "-")
      try inspection.requireComplete()
      return .json { writer in
        writer.array { writer in
          for report in inspection.requests {
            do throws(PlanningError) {
              try inspector.plan(report, for: question).write(to: &writer)
            } catch .noNames {
              let message = "\(PlanningError.noNames); pass them in the parameter domain"
              writer.writeFailure(kind: "names", message: message, source: inspection.name)
            } catch {
              writer.writeFailure(kind: "names", message: "\(error)", source: inspection.name)
            }
          }
          inspection.writeFailures(to: &writer)
        }
      }
    }
  }

  private static func method(_ query: Query) throws(Problem) -> ValidationMethod? {
    guard let text = try query.value("method") else { return nil }
    guard let method = ValidationMethod.allCases.first(where: { $0.option == text }) else {
      let known = ValidationMethod.allCases.map(\.option).joined(separator: ", ")
      throw Problem(400, "query", "The parameter method must be one of \(known).")
    }
    return method
  }

  private static func uniqueValue(_ query: Query) throws(Problem) -> UniqueValue? {
    guard let text = try query.value("uniqueValue") else { return nil }
    do throws(UniqueValueError) { return try UniqueValue(text) } catch {
      throw Problem(400, "query", "The parameter uniqueValue is invalid: \(error).")
    }
  }
}
