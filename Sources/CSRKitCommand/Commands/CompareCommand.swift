// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CSRKit
import OpenSSLBridge
import Preflight

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare an issued certificate with what was ordered.",
    usage: "csrkit compare [<option> ...] <issued> [<requested>]",
    discussion: """
      Compares the key, the names, the subject, the key usages and the validity of a certificate with a CSR, an order \
      or an old certificate. Further certificates in the first file are its chain, whose order and signatures are \
      checked. A name that was not ordered is an error; a www name or a base domain that the CA adds is not.

      EXAMPLES:
        csrkit compare issued.crt request.csr
        csrkit compare fullchain.pem request.csr --order form.json
        csrkit compare new.crt old.crt --format json
        csrkit compare issued.crt request.csr --product 488

      EXIT STATUS:
        0   the certificate is as ordered; there may be warnings and notes
        1   the certificate differs from the order
        65  a file has no certificate or no order
      """)

  @Argument(help: ArgumentHelp("The certificate and its chain; - for standard input.", valueName: "issued"))
  var issued: String

  @Argument(
    help: ArgumentHelp(
      "The CSR, order form or old certificate; may be left out if --order contains the CSR.", valueName: "requested"),
    completion: .file())
  var requested: String?

  @OptionGroup var order: OrderOptions

  @OptionGroup var date: DayOption

  @Option(
    name: .customLong("format"), help: ArgumentHelp("The output format (default: text).", valueName: "format"))
  var chosenFormat: OutputFormat?

  @Flag(help: "Do not use colors.")
  var noColor = false

  func validate() throws {
    guard requested != nil || order.isGiven else {
      throw ValidationError("nothing to compare with: name a CSR, an order form or a certificate, or add --order")
    }
    if issued == "-", requested == "-" || order.order == "-" {
      throw ValidationError("two inputs cannot both come from standard input")
    }
  }

  func run() throws {
    let status: Status
    do throws(OrderOptions.Failure) { status = try compare() } catch {
      Terminal.error(error.message)
      status = error.status
    }
    try status.exit()
  }

  private func compare() throws(OrderOptions.Failure) -> Status {
    let form = try order.form(requestFiles: [requested].compactMap(\.self))
    let chain = try read(issued) { IssuedChain(span: $0) }
    guard let chain else {
      throw OrderOptions.Failure(message: "no certificate in \(issued)", status: .noRequest)
    }
    let ordered =
      if let requested {
        try read(requested) { RequestedCertificate(span: $0, form: form) }
      } else {
        RequestedCertificate(form: form)
      }
    guard let ordered else {
      throw OrderOptions.Failure(
        message: "no CSR, certificate or order in \(requested ?? order.order ?? "the order")", status: .noRequest)
    }
    let comparison = Comparison(of: chain, with: ordered, on: date.day)
    if chosenFormat ?? .text == .text {
      Terminal.print(comparison.text(style: Style(usesColor: Terminal.usesColor(noColor: noColor))))
    } else {
      var writer = JSONWriter()
      comparison.write(to: &writer)
      Terminal.print(writer.line)
    }
    return comparison.isAsOrdered ? .success : .findings
  }

  private func read<Value>(
    _ name: String, _ body: (Span<UInt8>) -> Value?
  ) throws(OrderOptions.Failure) -> Value? {
    do throws(Input.Failure) {
      let input = try SecretInput.read(name)
      return input.withBytes(body)
    } catch {
      throw OrderOptions.Failure(message: error.message, status: .cannotRead)
    }
  }
}
