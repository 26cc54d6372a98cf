// SPDX-License-Identifier: Apache-2.0
internal import CSRKit
internal import DCV

/// `POST /v1/dcv`: the body is an input as the command reads it, the answer an array of its plans.
enum DCVEndpoint {
  static let answer: @Sendable (SiteRequest, Site) throws(Problem) -> SiteAnswer = { request, site throws(Problem) in
    let query = try Query(request, known: ["asOf", "domain", "method", "uniqueValue"])
    try InspectEndpoint.requireInput(request)
    let choice = try choice(query)
    let value = try uniqueValue(query)
    let names = query.values("domain")
    let inspector = site.inspector(asOf: try query.day())
    let inspection = inspector.inspect(request.body, name: "-")
    return .json { writer in
      writer.array { writer in
        for report in inspection.reports {
          do throws(PlanningError) {
            let plan = try inspector.plan(
              report, names: names.isEmpty ? nil : names, choice: choice, uniqueValue: value)
            plan.write(to: &writer)
          } catch {
            writer.writeFailure(kind: "names", message: "\(error)", source: inspection.name)
          }
        }
        inspection.writeFailures(to: &writer)
      }
    }
  }

  private static func choice(_ query: Query) throws(Problem) -> MethodChoice {
    guard let text = try query.value("method") else { return .automatic }
    guard let method = ValidationMethod.allCases.first(where: { $0.option == text }) else {
      let known = ValidationMethod.allCases.map(\.option).joined(separator: ", ")
      throw Problem(400, "query", "The parameter method is none of \(known).")
    }
    return .common(method)
  }

  private static func uniqueValue(_ query: Query) throws(Problem) -> UniqueValue? {
    guard let text = try query.value("uniqueValue") else { return nil }
    do throws(UniqueValueError) { return try UniqueValue(text) } catch {
      throw Problem(400, "query", "The parameter uniqueValue does not hold: \(error).")
    }
  }
}
