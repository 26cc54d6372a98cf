// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Testing

/// The article "Check an order": its code is compiled and run.
@Suite struct OrderArticleTests {
  private let article = Article(name: "CheckAnOrder")

  @Test("the article shows the code of this test")
  func showsCode() throws {
    try article.expectCode(of: #filePath)
  }

  @Test("the article shows the output of the code")
  func prints() throws {
    let upload = try Shared.vector("readme/shop.example.com.txt")
    let day = CalendarDate(2026, 11, 23)
    let password = "hunter2"
    let answer = Array(
      "errorCode=0&orderNumber=8436698&totalCost=100.00&expectedDeliveryTime=48&uniqueValue=oDA7uXM0".utf8)
    let printed = Printed()
    func print(_ items: Any...) { printed.print(items) }

    printed.begin()
    // [article
    let inspector = Inspector()
    let requests = inspector.inspect(upload, name: "upload", on: day).requests
    var form = OrderForm(product: 489)
    for request in requests {
      let check = inspector.check(request, for: form, on: day)
      print(check.verdict)
      if let error = check.prediction {
        print(error.error, error.errorCode, error.errorMessage)
      }
      print(check.findings.filter(\.isRefusal).map(\.rule.id))
    }
    // article]

    printed.begin()
    // [article
    form[.product] = "24"
    for request in requests {
      let check = inspector.check(request, for: form, on: day)
      print(check.verdict)
      for need in check.needed {
        print(([need.name] + need.alternatives).map(\.spelling).joined(separator: " or "))
      }
    }
    // article]

    printed.begin()
    // [article
    let details: [ParameterName: String] = [
      .days: "365", .serverSoftware: "36", .streetAddress1: "Bryggen 1", .localityName: "Bergen",
      .stateOrProvinceName: "Vestland", .prioritiseCSRValues: "N", .dcvMethod: "CNAME_CSR_HASH",
    ]
    for (name, value) in details { form[name] = value }
    let check = inspector.prepare(form, request: requests.first, on: day).check
    if let error = check.prediction { print(error.errorCode, error.errorMessage) }
    let state = check.effective[.stateOrProvinceName]
    print(state.value ?? "", "from the", state.origin, "and not", state.csr ?? "")
    print(check.effective.names.domains.map(\.folded))
    // article]

    printed.begin()
    // [article
    form[.postalCode] = "5003"
    form[.loginName] = "me"
    form[.loginPassword] = password
    let prepared = inspector.prepare(form, request: requests.first, on: day)
    print(prepared.check.prediction == nil, prepared.missingAccount.isEmpty)
    print(prepared.curl.split(separator: "\n")[2])
    // article]

    printed.begin()
    // [article
    let response = try OrderResponse(decoding: answer, answering: form)
    print(response.errorCode, response.orderNumber ?? 0)
    // article]
    try article.expectOutput(printed)
  }
}
