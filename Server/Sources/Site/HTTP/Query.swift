// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase

/// The query parameters of a request, all of them known to its route.
struct Query {
  private let pairs: [(name: String, value: String)]

  /// Parses a query.
  ///
  /// - Parameter known: the names that the route accepts; any other name is an error, so that typing errors are noticed.
  init(_ request: SiteRequest, known: [String]) throws(Problem) {
    guard !request.query.isEmpty else {
      pairs = []
      return
    }
    let form: OrderForm
    do throws(OrderFormError) { form = try OrderForm(urlEncoded: Array(request.query.utf8).span) } catch {
      throw Problem(400, "query", "The query is malformed: it is not URL-encoded UTF-8.")
    }
    pairs = form.fields.map { ($0.name, $0.text ?? "") }
    if pairs.contains(where: { !known.contains($0.name) }) {
      let names = known.isEmpty ? "none" : known.joined(separator: ", ")
      throw Problem(400, "query", "The query has an unknown parameter; known: \(names).")
    }
  }

  /// All values of a parameter.
  func values(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

  /// The value of a parameter that must not be repeated, or nil.
  func value(_ name: String) throws(Problem) -> String? {
    let values = values(name)
    guard values.count < 2 else { throw Problem(400, "query", "The parameter \(name) is given more than once.") }
    return values.first
  }

  /// The date in `asOf`, or nil.
  func day() throws(Problem) -> CalendarDate? {
    guard let text = try value("asOf") else { return nil }
    guard let day = CalendarDate(text) else {
      throw Problem(400, "query", "The parameter asOf must be a date in the form YYYY-MM-DD.")
    }
    return day
  }

  /// The Boolean value of a parameter; false if it is missing.
  func flag(_ name: String) throws(Problem) -> Bool {
    switch try value(name) {
    case nil, "false": return false
    case "true": return true
    default: throw Problem(400, "query", "The parameter \(name) must be true or false.")
    }
  }
}
