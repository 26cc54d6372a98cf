// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AutoApplySSL
import CSRKit
import CSRKitBase

struct ResponseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "response",
    abstract: "Decode a response of the API and show the next step.",
    usage: "csrkit response [<option> ...] [<file>]",
    discussion: """
      Both response formats are detected from the content; HTTP headers before the body are skipped. The exit status \
      is 0 if the order was accepted, 2 if it was refused, and 65 if the input is not a complete response to an order.

      EXAMPLES:
        csrkit response response.txt
        curl -i … | csrkit response --format json
        csrkit response response.txt --order order.json
      """)

  @Argument(help: ArgumentHelp("The response; - or none for standard input.", valueName: "file"), completion: .file())
  var file: String?

  @Option(
    help: ArgumentHelp("The order, needed to identify the last lines of format 0.", valueName: "file"),
    completion: .file())
  var order: String?

  @Option(help: "The output format.")
  var format: OutputFormat = .text

  @Flag(help: "Do not use colors.")
  var noColor = false

  func run() throws {
    try status().exit()
  }

  private func status() -> Status {
    guard let names = Input.names(file.map { [$0] } ?? []), let name = names.first else {
      Terminal.error(Input.missing)
      return .usage
    }
    do throws(Input.Failure) {
      let input = try Input(name)
      let form = try readForm()
      return decode(input, form)
    } catch {
      Terminal.error(error.message)
      return .cannotRead
    }
  }

  private func readForm() throws(Input.Failure) -> OrderForm? {
    guard let order else { return nil }
    let input = try Input(order)
    do throws(OrderFormError) {
      return try OrderForm(reading: input.bytes.span)
    } catch {
      throw Input.Failure(message: "invalid order form \(order): \(error)")
    }
  }

  private func decode(_ input: Input, _ form: OrderForm?) -> Status {
    do throws(OrderResponseError) {
      let response = try OrderResponse(decoding: input.bytes, answering: form)
      print(response)
      return response.isSuccess ? .success : .refused
    } catch {
      Terminal.error("invalid response in \(input.name): \(error)")
      print(error, source: input.name)
      return .noRequest
    }
  }

  private func print(_ error: OrderResponseError, source: String) {
    guard format != .text else { return }
    var writer = JSONWriter()
    writer.writeFailure(kind: error.kind, message: error.description, source: source)
    Terminal.print(writer.line)
  }

  private func print(_ response: OrderResponse) {
    if format == .text {
      Terminal.print(response.text(style: Style(usesColor: Terminal.usesColor(noColor: noColor))))
      return
    }
    var writer = JSONWriter()
    response.write(to: &writer)
    Terminal.print(writer.line)
  }
}
