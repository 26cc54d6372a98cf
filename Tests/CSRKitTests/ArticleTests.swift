// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKit
import CSRKitBase
import Foundation
import Preflight
import Testing

/// The article "Check a request before you order it", run as it stands there.
@Suite struct ArticleTests {
  private static let article = "Sources/CSRKit/CSRKit.docc/CheckBeforeOrdering.md"

  /// The article's blocks of one language, in order.
  private static func blocks(_ language: String) throws -> [[String]] {
    let text = try String(contentsOf: Shared.root.appendingPathComponent(article), encoding: .utf8)
    var blocks: [[String]] = []
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```\(language)" {
        isInside = true
        blocks.append([])
      } else if line == "```" {
        isInside = false
      } else if isInside {
        blocks[blocks.count - 1].append(String(line))
      }
    }
    return blocks
  }

  /// The lines of this file between `// [article` and `// article]`, as they would stand at the left margin.
  private static func quoted() throws -> [[String]] {
    let text = try String(contentsOfFile: #filePath, encoding: .utf8)
    var parts: [[String]] = []
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.drop { $0 == " " }
      if words == "// [article" {
        isInside = true
        parts.append([])
      } else if words == "// article]" {
        isInside = false
      } else if isInside {
        parts[parts.count - 1].append(String(line.dropFirst(4)))
      }
    }
    return parts
  }

  @Test func `The code that is run here is the article's, line for line`() throws {
    let shown = try Self.blocks("swift")
    #expect(shown.count == 6)
    #expect(try Self.quoted() == Array(shown.dropFirst()))
    let file = try String(contentsOfFile: #filePath, encoding: .utf8).split(separator: "\n").map(String.init)
    let imports = try #require(shown.first)
    #expect(!imports.isEmpty && imports.allSatisfy(file.contains))
  }

  @Test func `It prints what the article says`() throws {
    let upload = try Shared.vector("readme/shop.example.com.txt")
    let password = "hunter2"
    let answer = Array(
      "errorCode=0&orderNumber=8436698&totalCost=100.00&expectedDeliveryTime=48&uniqueValue=oDA7uXM0".utf8)
    var printed: [[String]] = [[]]
    func print(_ items: Any...) {
      printed[printed.count - 1].append(items.map { "\($0)" }.joined(separator: " "))
    }

    // [article
    let inspector = Inspector()
    var form = OrderForm()
    form.append("product", "489")
    let first = inspector.check(upload, name: "upload", for: OrderQuestion(form: form, isWhole: false), on: CalendarDate(2026, 11, 23))
    for check in first.checks {
      print(check.judgement.verdict)
      if let answer = check.judgement.predicted {
        print(answer.errorCode, answer.errorMessage)
      }
      for finding in check.findings where finding.isRefusal {
        print(finding.message)
        print(finding.fix)
      }
    }
    // article]
    printed.append([])

    // [article
    form.set("product", to: "488")
    let second = inspector.check(upload, for: OrderQuestion(form: form, isWhole: false), on: CalendarDate(2026, 11, 23))
    for check in second.checks {
      print(check.judgement.verdict)
      for need in check.needed {
        print(([need.name] + need.alternatives).map(\.spelling).joined(separator: " or "))
      }
    }
    // article]
    printed.append([])

    // [article
    let details = [
      ("days", "365"), ("serverSoftware", "36"), ("streetAddress1", "Bryggen 1"), ("localityName", "Bergen"),
      ("stateOrProvinceName", "Vestland"), ("prioritiseCSRValues", "N"), ("dcvMethod", "CNAME_CSR_HASH"),
    ]
    for (name, value) in details { form.set(name, to: value) }
    let third = inspector.check(upload, for: OrderQuestion(form: form, isWhole: true), on: CalendarDate(2026, 11, 23))
    for check in third.checks {
      if let answer = check.judgement.predicted { print(answer.errorCode, answer.errorMessage) }
      let state = check.order[.stateOrProvinceName]
      print(state.value ?? "", "from the", state.origin, "and not", state.csr ?? "")
      print(check.order.names.domains.map(\.folded))
    }
    // article]
    printed.append([])

    // [article
    form.set("postalCode", to: "5003")
    form.set("loginName", to: "me")
    form.set("loginPassword", to: password)
    let prepared = inspector.prepare(form, request: first.inspection.reports.first, on: CalendarDate(2026, 11, 23))
    print(prepared.check.judgement.predicted == nil, prepared.missingAccount.isEmpty)
    print(prepared.curl.split(separator: "\n")[2])
    // article]
    printed.append([])

    // [article
    let response = try OrderResponse(decoding: answer.span, answering: form)
    print(response.errorCode, response.explanation)
    // article]
    let shown = try Self.blocks("text")
    #expect(printed.count == shown.count)
    for (lines, expected) in zip(printed, shown) { #expect(lines == expected) }
  }
}
