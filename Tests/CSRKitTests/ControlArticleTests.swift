// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Testing

/// The article "Prove control of the names": its code is compiled and run.
@Suite struct ControlArticleTests {
  private let article = Article(name: "ProveControl")

  @Test("the article shows the code of this test")
  func showsCode() throws {
    try article.expectCode(of: #filePath)
  }

  @Test("the article shows the output of the code")
  func prints() throws {
    let upload = try Shared.vector("readme/shop.example.com.txt")
    let day = CalendarDate(2026, 11, 23)
    let printed = Printed()
    func print(_ items: Any...) { printed.print(items) }

    printed.begin()
    // [article
    let inspector = Inspector()
    let report = inspector.inspect(upload, on: day).requests[0]
    let token = report.token()
    print(token.fileName)
    print(token.ownerLabel)
    // article]

    printed.begin()
    // [article
    let check = inspector.check(report, for: OrderForm(product: 488), on: day)
    let plan = try check.validationPlan(method: .cname)
    for name in plan.names { print(name.name.host, name.isPossible) }
    for record in plan.records { print(record.owner, record.target) }
    // article]
    try article.expectOutput(printed)
  }
}
