// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@Suite struct GeneratedDocumentTests {
  @Test func `docs/rules.md is the output of the catalog`() throws {
    let printed = try Run(["catalog", "rules", "--format", "markdown"]).output
    let kept = try String(contentsOf: Checkout.root.appendingPathComponent("docs/rules.md"), encoding: .utf8)
    #expect(printed == kept, "out of date: run swift run csrkit catalog rules --format markdown > docs/rules.md")
  }

  @Test func `The outputs in README.md are current`() throws {
    let readme = try String(contentsOf: Checkout.root.appendingPathComponent("README.md"), encoding: .utf8)
    let shown = readme.components(separatedBy: "```").filter { $0.hasPrefix("\n$ csrkit ") }
    #expect(shown.count >= 2)
    for block in shown {
      let lines = block.dropFirst().split(separator: "\n", maxSplits: 1)
      let arguments = lines[0].split(separator: " ").dropFirst(2).map(String.init)
      let run = try Run(arguments, folder: Checkout.root)
      #expect(run.output == lines[1], "out of date: paste the output of csrkit \(arguments.joined(separator: " "))")
    }
  }
}
