// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AutoApplySSL

/// The order parameters given on the command line.
struct OrderOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The product code; for a list, run csrkit catalog products.", valueName: "code"))
  var product: String?

  @Option(
    help: ArgumentHelp("A parameter, which takes precedence over --order; may be repeated.", valueName: "name=value"))
  var set: [String] = []

  @Option(
    help: ArgumentHelp(
      "A complete order form: JSON, a URL-encoded body or name=value lines.", valueName: "file"),
    completion: .file())
  var order: String?

  /// Whether any of the options is given.
  var isGiven: Bool { product != nil || !set.isEmpty || order != nil }

  /// Why the command cannot run: a sentence without a full stop, and the exit status.
  struct Failure: Error {
    let message: String
    let status: Status
  }

  /// The order form.
  ///
  /// - Parameter files: the files that contain the request.
  func form(requestFiles files: [String] = []) throws(Failure) -> OrderForm {
    var form = OrderForm()
    if let order {
      guard order != "-" || !files.contains("-") else {
        throw Failure(message: "the order and the request cannot both come from standard input", status: .usage)
      }
      let input: Input
      do throws(Input.Failure) { input = try Input(order) } catch {
        throw Failure(message: error.message, status: .cannotRead)
      }
      do throws(OrderFormError) { form = try OrderForm(reading: input.bytes.span) } catch {
        throw Failure(message: "invalid order form \(order): \(error)", status: .cannotRead)
      }
    }
    if let product { form.set(ParameterName.product.spelling, to: product) }
    for setting in set {
      do throws(OrderFormError) { try form.apply(setting: setting) } catch {
        throw Failure(message: "invalid --set: \(error)", status: .usage)
      }
    }
    return form
  }
}
