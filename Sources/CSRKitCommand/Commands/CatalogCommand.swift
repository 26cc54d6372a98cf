// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CSRKit

enum CatalogFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, markdown
}

struct CatalogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalog",
    abstract: "Print what the toolkit knows, from the tables that it uses.",
    subcommands: [Rules.self])

  struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print every rule with its source.")

    @Option(help: "How to print: text, json or markdown.")
    var format: CatalogFormat = .text

    @Flag(help: "Print without colour.")
    var noColor = false

    func run() {
      switch format {
      case .text: Terminal.print(RuleListing.text(style: Style(usesColor: Terminal.usesColor(noColor: noColor))))
      case .markdown: Terminal.print(RuleListing.markdown)
      case .json:
        var writer = JSONWriter()
        RuleListing.write(to: &writer)
        Terminal.print(writer.text + "\n")
      }
    }
  }
}
