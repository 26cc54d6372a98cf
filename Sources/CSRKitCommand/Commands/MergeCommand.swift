// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser
public import AutoApplySSL
import CSRKit
import CSRKitBase

extension MergeMode: ExpressibleByArgument {}

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Show the values and names that the CA will use.",
    usage: "csrkit merge [<option> ...] [<file>]",
    discussion: """
      For each value, the output shows whether it comes from the request or from the form.

      MODES (prioritiseCSRValues):
        Y   the request takes precedence over the form
        N   the form takes precedence over the request
        P   only the form is used
        C   only the request is used

      EXAMPLES:
        csrkit merge request.pem --product 7 --set localityName=Oslo
        csrkit merge request.pem --prioritise N --order form.json
      """)

  @Argument(help: ArgumentHelp("The request; - or none for standard input.", valueName: "file"), completion: .file())
  var file: String?

  @Option(help: "The mode (default: prioritiseCSRValues of the order, or Y).")
  var prioritise: MergeMode?

  @OptionGroup var order: OrderOptions

  @OptionGroup var date: DayOption

  @Option(help: "The output format.")
  var format: OutputFormat = .text

  @Flag(help: "Do not use colors.")
  var noColor = false

  func run() throws {
    try status().exit()
  }

  private func status() -> Status {
    do throws(OrderOptions.Failure) {
      var form = try order.form(requestFiles: [file].compactMap(\.self))
      if let prioritise { form.set(ParameterName.prioritiseCSRValues.spelling, to: prioritise.rawValue) }
      try checkProduct(of: form)
      let inspector = Inspector()
      let report = try SingleRequest.read(file, form: form, hasForm: order.order != nil, with: inspector, on: date.day)
      print(inspector.effectiveOrder(form, request: report))
      return .success
    } catch {
      Terminal.error(error.message)
      return error.status
    }
  }

  /// Refuses an unknown product, since the values depend on the product.
  private func checkProduct(of form: OrderForm) throws(OrderOptions.Failure) {
    guard let text = form[.product], !text.isEmpty else { return }
    do throws(ProductSelectionError) {
      _ = try ProductSelection(parsing: text)
    } catch {
      let fix = error.faults.lazy.compactMap(\.fix).first.map { "; \($0)" } ?? ""
      throw OrderOptions.Failure(message: "invalid product: \(error)\(fix)", status: .usage)
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
