// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@Suite struct GeneratedDocumentTests {
  @Test func `docs/rules.md is what the catalog prints`() throws {
    let printed = try Run(["catalog", "rules", "--format", "markdown"]).output
    let kept = try String(contentsOf: Checkout.root.appendingPathComponent("docs/rules.md"), encoding: .utf8)
    #expect(printed == kept, "stale: run swift run csrkit catalog rules --format markdown > docs/rules.md")
  }
}
