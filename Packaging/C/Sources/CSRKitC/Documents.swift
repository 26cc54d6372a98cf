// SPDX-License-Identifier: Apache-2.0
internal import CSRKit

/// The results, in JSON. Nothing here is unsafe.
enum Documents {
  static func inspection(_ inspection: Inspection) -> [UInt8] { inspection.json }

  static func check(
    _ order: [UInt8], isComplete: Bool, _ inspector: Inspector, on day: CalendarDate
  ) throws(Failure) -> [UInt8] {
    let form: OrderForm
    do throws(OrderFormError) { form = try OrderForm(reading: order.span) } catch {
      throw Failure(.invalidArgument, "order", "order cannot be read: \(error)")
    }
    return inspector.check(formOf: OrderQuestion(form: form, isComplete: isComplete), on: day).json
  }

  static func plans(
    _ input: [UInt8], _ question: PlanQuestion, _ inspector: Inspector, on day: CalendarDate
  ) -> [UInt8] {
    let inspection = inspector.inspect(input, on: day)
    var writer = JSONWriter()
    writer.array { writer in
      for report in inspection.requests {
        do throws(PlanningError) {
          try inspector.plan(report, for: question, on: day).write(to: &writer)
        } catch {
          writer.writeFailure(kind: "names", message: "\(error)", source: inspection.name)
        }
      }
      inspection.writeFailures(to: &writer)
    }
    return writer.bytes
  }

  static func token(
    _ input: [UInt8], _ uniqueValue: UniqueValue?, _ inspector: Inspector
  ) throws(Failure) -> [UInt8] {
    let inspection = inspector.inspect(input, on: .today)
    guard let report = inspection.requests.first else {
      let failure = inspection.failures.first
      throw Failure(
        .noRequest, failure == nil ? inspection.explanation.kind : "malformed",
        failure?.description ?? inspection.explanation.message)
    }
    let token = report.token(uniqueValue: uniqueValue)
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("schema", 1)
      writer.member("md5", token.md5)
      writer.member("sha256", token.sha256)
      writer.member("uniqueValue", token.uniqueValue?.text)
      writer.object("http") { writer in
        writer.member("path", token.path)
        writer.member("body", token.body)
      }
      writer.object("cname") { writer in
        writer.member("label", token.ownerLabel)
        writer.member("target", token.target)
      }
    }
    return writer.bytes
  }

  static func failure(_ failure: Failure) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("schema", 1)
      writer.object("error") { writer in
        writer.member("kind", failure.kind)
        writer.member("message", failure.message)
      }
    }
    return writer.bytes
  }
}
