// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Testing

/// The article "Inspect requests": its code is compiled and run.
@Suite struct InspectArticleTests {
  private let article = Article(name: "InspectRequests")

  @Test("the article shows the code of this test")
  func showsCode() throws {
    try article.expectCode(of: #filePath)
  }

  @Test("the article shows the output of the code")
  func prints() async throws {
    let upload = try Shared.vector("readme/shop.example.com.txt")
    let day = CalendarDate(2026, 11, 23)
    let printed = Printed()
    func print(_ items: Any...) { printed.print(items) }

    printed.begin()
    // [article
    let inspector = Inspector()
    let inspection = inspector.inspect(upload, name: "upload", on: day)
    for report in inspection.requests {
      print(report.commonName ?? "no common name", report.subjectAlternativeNames.map(\.value))
      print(report.key.algorithm, report.key.bits ?? 0, report.signatureAlgorithm, report.signature.isValid ?? false)
      print(report.source.repairs.map(\.id))
    }
    // article]

    printed.begin()
    // [article
    for finding in inspection.requests.flatMap(\.findings) {
      print(finding.severity.name, finding.rule.id, finding.isRefusal)
    }
    let other = inspector.inspect("<html><body>Not found</body></html>", on: day)
    print(other.isEmpty, other.explanation.kind)
    // article]

    printed.begin()
    // [article
    let names = await withTaskGroup(of: [String].self) { group in
      for _ in 0..<4 {
        group.addTask { inspector.inspect(upload, on: day).requests.compactMap(\.commonName) }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    print(names.count, Set(names))
    // article]
    try article.expectOutput(printed)
  }
}
