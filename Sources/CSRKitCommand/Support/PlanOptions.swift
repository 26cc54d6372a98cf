// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser
public import AutoApplySSL
import CSRKit

extension ValidationMethod: ExpressibleByArgument {
  /// The short name, or the API's own.
  public init?(argument: String) {
    guard let method = ValidationMethod(option: argument) ?? ValidationMethod(rawValue: argument) else { return nil }
    self = method
  }

  /// The short names, for help and errors.
  public static var allValueStrings: [String] { allCases.map(\.option) }
}

/// Which plan is asked for, by `dcv plan` and `dcv probe` alike.
struct PlanOptions: ParsableArguments {
  @Option(
    help: """
      The method for every name: http, https, cname, email or txt; without it the order's, else a file for hosts and a \
      record for wildcards.
      """)
  var method: ValidationMethod?

  @Option(help: "The uniqueValue of the order: up to 20 letters and digits, or auto for a new one.")
  var uniqueValue: String?

  @Option(help: ArgumentHelp("A name to prove instead of the order's; may be repeated.", valueName: "name"))
  var domain: [String] = []

  @OptionGroup var order: OrderOptions

  @OptionGroup var judging: DayOption

  /// The question as far as it does not depend on the request.
  func question() throws(OrderOptions.Failure) -> PlanQuestion {
    var question = PlanQuestion()
    if order.isGiven { question.form = try order.form() }
    question.isComplete = order.order != nil
    question.names = domain.isEmpty ? nil : domain
    question.method = method
    return question
  }

  /// What is said of the uniqueValue, by the option or by the order.
  func uniqueValueChoice(in question: PlanQuestion) throws(OrderOptions.Failure) -> UniqueValueChoice {
    if uniqueValue == "auto" { return .fresh }
    let given = question.form?[.uniqueValue].flatMap { $0.isEmpty ? nil : $0 }
    guard let text = uniqueValue ?? given else { return .none }
    do throws(UniqueValueError) {
      return .given(try UniqueValue(text))
    } catch {
      let origin = uniqueValue == nil ? "the order's uniqueValue" : "--unique-value"
      throw OrderOptions.Failure(message: "\(origin): \(error)", status: .usage)
    }
  }
}
