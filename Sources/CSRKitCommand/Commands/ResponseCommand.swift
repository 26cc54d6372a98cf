// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AutoApplySSL
import CSRKit

struct ResponseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "response",
    abstract: "Decode an answer of the API and say what to do next.",
    discussion: """
      Both formats are read, told apart by their content. The exit status is 0 for an order that was placed and 2 for \
      one that was refused.

      EXAMPLES:
        csrkit response answer.txt
        curl … | csrkit response --format json
        csrkit response answer.txt --order order.json
      """)

  @Argument(help: ArgumentHelp("The answer; - or none is the standard input.", valueName: "file"), completion: .file())
  var file: String?

  @Option(
    help: ArgumentHelp("The order that it answers, which tells the last lines apart.", valueName: "file"),
    completion: .file())
  var order: String?

  @Option(help: "How to print: text for people, json or jsonl for programs.")
  var format: OutputFormat = .text

  @Flag(help: "Print without colour.")
  var noColor = false

  func run() throws {
    try status().exit()
  }

  private func status() -> Status {
    guard let names = Input.names(file.map { [$0] } ?? []), let name = names.first else {
      Terminal.error("no input: name a file, or pipe an answer in")
      return .usage
    }
    do throws(Input.Failure) {
      let answer = try Input(name)
      let form = try readForm()
      return decode(answer, form)
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
      throw Input.Failure(message: "\(order): \(error)")
    }
  }

  private func decode(_ answer: Input, _ form: OrderForm?) -> Status {
    do throws(OrderResponseError) {
      let response = try OrderResponse(decoding: answer.bytes.span, answering: form)
      print(response)
      return response.isSuccess ? .success : .refused
    } catch {
      Terminal.error("\(answer.name): \(error)")
      return .noRequest
    }
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
