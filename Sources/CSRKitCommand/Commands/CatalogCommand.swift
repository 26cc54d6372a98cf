// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CommandSupport
import CSRKit
import CSRKitBase

enum RuleFormat: String, Choice {
  case text, json, markdown
}

enum CatalogFormat: String, Choice {
  case text, json
}

struct CatalogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalog",
    abstract: "Print the catalogs that the checks use.",
    discussion: """
      EXAMPLES:
        csrkit catalog products
        csrkit catalog parameters --format json
        csrkit catalog errors
        csrkit catalog rules --format markdown
        csrkit catalog checks
        csrkit catalog data
      """,
    subcommands: [Products.self, Parameters.self, Errors.self, Rules.self, Checks.self, DataLists.self])

  struct Products: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "products", abstract: "Print all product codes and their properties.")

    @OptionGroup var options: CatalogOptions

    func run() { options.print(ProductListing.text, ProductListing.write) }
  }

  struct Parameters: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "parameters", abstract: "Print all order parameters.")

    @OptionGroup var options: CatalogOptions

    func run() { options.print(ParameterListing.text, ParameterListing.write) }
  }

  struct Errors: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "errors", abstract: "Print all error codes and how to fix each error.")

    @OptionGroup var options: CatalogOptions

    func run() { options.print(ErrorListing.text, ErrorListing.write) }
  }

  struct Checks: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "checks", abstract: "Print all key checks and their sources.")

    @OptionGroup var options: RuleOptions

    func run() { options.print(CheckListing.text, CheckListing.write, CheckListing.markdown) }
  }

  struct DataLists: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "data", abstract: "Print the lists, documents and dates behind the rules.")

    @OptionGroup var options: CatalogOptions

    func run() { options.print(DataListing.text, DataListing.write) }
  }

  struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rules", abstract: "Print all rules and their sources.")

    @OptionGroup var options: RuleOptions

    func run() { options.print(RuleListing.text, RuleListing.write, RuleListing.markdown) }
  }
}

struct RuleOptions: ParsableArguments {
  @Option(help: "The output format.")
  var format: RuleFormat = .text

  @Flag(help: "Do not use colors.")
  var noColor = false

  func print(_ text: (Style) -> String, _ write: (inout JSONWriter) -> Void, _ markdown: @autoclosure () -> String) {
    switch format {
    case .text: Terminal.print(text(Style(usesColor: Terminal.usesColor(noColor: noColor))))
    case .markdown: Terminal.print(markdown())
    case .json:
      var writer = JSONWriter()
      write(&writer)
      Terminal.print(writer.line)
    }
  }
}

struct CatalogOptions: ParsableArguments {
  @Option(help: "The output format.")
  var format: CatalogFormat = .text

  @Flag(help: "Do not use colors.")
  var noColor = false

  func print(_ text: (Style) -> String, _ write: (inout JSONWriter) -> Void) {
    switch format {
    case .text: Terminal.print(text(Style(usesColor: Terminal.usesColor(noColor: noColor))))
    case .json:
      var writer = JSONWriter()
      write(&writer)
      Terminal.print(writer.line)
    }
  }
}
