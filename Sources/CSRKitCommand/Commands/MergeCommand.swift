// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser
public import AutoApplySSL
import CSRKit

extension MergeMode: ExpressibleByArgument {}

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Show which values and names the CA will use, and where each comes from.",
    discussion: """
      The modes are those of prioritiseCSRValues: Y prefers the request, N the form, P takes the form alone, C the \
      request alone.

      EXAMPLES:
        csrkit merge request.pem --product 7 --set organizationName="Example Ltd"
        csrkit merge request.pem --prioritise N --order form.json --format json
      """)

  @Argument(help: ArgumentHelp("The request; - or none is the standard input.", valueName: "file"), completion: .file())
  var file: String?

  @Option(help: "Which value is used where both have one: Y, N, P or C (prioritiseCSRValues, else Y).")
  var prioritise: MergeMode?

  @OptionGroup var order: OrderOptions

  @OptionGroup var judging: DayOption

  @Option(help: "How to print: text for people, json or jsonl for programs.")
  var format: OutputFormat = .text

  @Flag(help: "Print without colour.")
  var noColor = false

  func run() throws {
    try status().exit()
  }

  private func status() -> Status {
    do throws(OrderOptions.Failure) {
      var form = try order.form(beside: [file].compactMap(\.self))
      if let prioritise { form.set(ParameterName.prioritiseCSRValues.spelling, to: prioritise.rawValue) }
      try checkProduct(of: form)
      let inspector = Inspector()
      let report = try SingleRequest.read(file, form: form, hasForm: order.order != nil, with: inspector, on: judging.day)
      print(inspector.effectiveOrder(form, request: report))
      return .success
    } catch {
      Terminal.error(error.message)
      return error.status
    }
  }

  /// Which values are used depends on the product: one that nobody knows is not passed over.
  private func checkProduct(of form: OrderForm) throws(OrderOptions.Failure) {
    guard let text = form[.product], !text.isEmpty else { return }
    do throws(ProductSelectionError) {
      _ = try ProductSelection(parsing: text)
    } catch {
      let fix = error.faults.lazy.compactMap(\.fix).first.map { "; \($0)" } ?? ""
      throw OrderOptions.Failure(message: "the product: \(error)\(fix)", status: .usage)
    }
  }

  private func print(_ order: EffectiveOrder) {
    if format == .text {
      Terminal.print(order.text(style: Style(usesColor: Terminal.usesColor(noColor: noColor))))
      return
    }
    var writer = JSONWriter()
    order.write(to: &writer)
    Terminal.print(writer.line)
  }
}
