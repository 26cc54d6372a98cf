// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AutoApplySSL

/// What `check`, `merge` and `prepare` are told about an order.
struct OrderOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The product that is ordered; csrkit catalog products lists them.", valueName: "code"))
  var product: String?

  @Option(
    help: ArgumentHelp("A parameter of the order; may be repeated, and wins over --order.", valueName: "name=value"))
  var set: [String] = []

  @Option(
    help: ArgumentHelp(
      "A form meant to be complete: JSON, a URL-encoded body, or name=value lines.", valueName: "file"),
    completion: .file())
  var order: String?

  /// Whether anything is said of an order.
  var isGiven: Bool { product != nil || !set.isEmpty || order != nil }

  /// Why the form cannot be made: a sentence, and how the process ends.
  struct Failure: Error {
    let message: String
    let status: Status
  }

  /// The form that the options make, beside the files that hold the request.
  func form(beside files: [String] = []) throws(Failure) -> OrderForm {
    var form = OrderForm()
    if let order {
      guard order != "-" || !files.contains("-") else {
        throw Failure(message: "the order and the request cannot both come from the standard input", status: .usage)
      }
      let input: Input
      do throws(Input.Failure) { input = try Input(order) } catch {
        throw Failure(message: error.message, status: .cannotRead)
      }
      do throws(OrderFormError) { form = try OrderForm(reading: input.bytes.span) } catch {
        throw Failure(message: "\(order): \(error)", status: .cannotRead)
      }
    }
    if let product { form.set(ParameterName.product.spelling, to: product) }
    for setting in set {
      do throws(OrderFormError) { try form.apply(setting: setting) } catch {
        throw Failure(message: "--set: \(error)", status: .usage)
      }
    }
    return form
  }
}
