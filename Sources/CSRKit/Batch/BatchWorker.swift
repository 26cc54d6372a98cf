// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
package import CSRKitBase
package import KeyAudit
internal import PKCS10

/// The result of processing a chunk.
package struct BatchResult: Sendable {
  /// The lines to write, in the order of the records.
  package let output: [UInt8]
  /// The counts of the chunk.
  package let tally: BatchTally
  /// The number of bytes of the stream in the chunk.
  package let byteCount: Int
  /// The signatures to compare with those of other chunks, in input order; empty unless they are compared.
  var signatures: [NonceSignature] = []
  /// The chunk, if signatures are compared.
  var chunk: BatchChunk?
}

/// Processes chunks and reuses its buffers; one thread uses a worker at a time.
package final class BatchWorker {
  private let options: BatchOptions
  private let engine: InspectionEngine
  private var writer = JSONWriter()
  private var scratch: [UInt8] = []
  private var signatures: [NonceSignature] = []

  /// Creates a worker.
  package init(options: BatchOptions) {
    self.options = options
    engine = InspectionEngine(lists: options.lists)
  }

  /// Inspects all records of a chunk.
  ///
  /// - Parameter comparison: the results of comparing requests with others, by `RequestSource.place`.
  package func process(_ chunk: BatchChunk, adding comparison: [String: KeyHit] = [:]) -> BatchResult {
    var tally = BatchTally()
    engine.comparison = comparison
    signatures = []
    writer.reset()
    for record in chunk.records {
      tally.records += 1
      if let fault = record.fault {
        fail(BatchSubject(chunk, record), fault, &tally)
      } else if chunk.form == .jsonl {
        processLine(chunk, record, &tally)
      } else {
        process(chunk.bytes.span.extracting(record.range), BatchSubject(chunk, record), &tally)
      }
    }
    return BatchResult(
      output: writer.bytes, tally: tally, byteCount: chunk.byteCount, signatures: signatures,
      chunk: signatures.isEmpty ? nil : chunk)
  }

  private func processLine(_ chunk: BatchChunk, _ record: BatchRecord, _ tally: inout BatchTally) {
    let bytes = chunk.bytes.span
    var line = BatchLine(record.range)
    var subject = BatchSubject(chunk, record)
    do throws(BatchFault) {
      defer { subject.id = line.id.map { chunk.bytes[$0] } }
      try line.read(bytes)
    } catch {
      return fail(subject, error, &tally)
    }
    if let order = options.order {
      do throws(BatchFault) {
        return check(try order.completed(by: line, record.range, in: bytes), subject, &tally)
      } catch {
        return fail(subject, error, &tally)
      }
    }
    guard let request = line.request else { return fail(subject, .missingRequest, &tally) }
    guard line.hasEscapes else { return process(bytes.extracting(request), subject, &tally) }
    JSONEscapes.decode(request, in: bytes, into: &scratch)
    let text = scratch
    process(text.span, subject, &tally)
  }

  /// Checks the order form of a line, which contains its request.
  private func check(_ question: OrderQuestion, _ subject: BatchSubject, _ tally: inout BatchTally) {
    let inspection = inspect(Array((question.form[.csr] ?? "").utf8).span, subject)
    if inspection.hasPrivateKey { tally.privateKeys += 1 }
    write(OrderCheck(formOf: question, inspection, on: options.asOf), subject, &tally)
  }

  private func inspect(_ input: Span<UInt8>, _ subject: BatchSubject) -> Inspection {
    let inspection = engine.inspect(
      input, name: subject.name, firstIndex: subject.record.index, firstLine: subject.record.line, on: options.asOf,
      appliesRules: options.order == nil)
    guard options.comparesNonces else { return inspection }
    for report in inspection.requests where report.signature == .valid {
      if let signature = NonceSignature(report.request, label: report.source.place) { signatures.append(signature) }
    }
    return inspection
  }

  private func process(_ input: Span<UInt8>, _ subject: BatchSubject, _ tally: inout BatchTally) {
    let inspection = inspect(input, subject)
    // By index: a copy of a report would retain a dozen references.
    for index in inspection.requests.indices {
      if let order = options.order {
        let check = OrderCheck(inspection.requests[index], for: order, requestText: nil, on: options.asOf)
        write(check, subject, &tally)
      } else {
        write(inspection.requests[index], subject, &tally)
      }
    }
    for failure in inspection.failures { fail(subject, "malformed", failure.error.description, &tally) }
    if inspection.hasPrivateKey { tally.privateKeys += 1 }
    if inspection.isEmpty, inspection.failures.isEmpty {
      let explanation = inspection.explanation
      fail(subject, explanation.kind, explanation.message, &tally)
    }
  }

  private func write(_ check: OrderCheck, _ subject: BatchSubject, _ tally: inout BatchTally) {
    tally.count(check)
    switch options.output {
    case .nothing: tally.countDetails(check.findings, check.report?.request)
    case .jsonLines:
      guard !options.onlyFindings || !check.findings.isEmpty else { return }
      check.write(to: &writer, subject: subject)
      writer.newline()
    case .csv(let fields):
      guard !options.onlyFindings || !check.findings.isEmpty else { return }
      append(BatchRow(subject: subject, report: check.report, check: check), fields)
    }
  }

  private func write(_ report: RequestReport, _ subject: BatchSubject, _ tally: inout BatchTally) {
    tally.count(report)
    switch options.output {
    case .nothing: tally.countDetails(report.findings, report.request)
    case .jsonLines:
      guard !options.onlyFindings || !report.findings.isEmpty else { return }
      report.write(to: &writer, id: subject.id)
      writer.newline()
    case .csv(let fields):
      guard !options.onlyFindings || !report.findings.isEmpty else { return }
      append(BatchRow(subject: subject, report: report), fields)
    }
  }

  private func append(_ row: BatchRow, _ fields: [BatchField]) {
    writer.append(CSV.line(fields.map { $0.value(row) }))
  }

  private func fail(_ subject: BatchSubject, _ fault: BatchFault, _ tally: inout BatchTally) {
    fail(subject, fault.kind, fault.description, &tally)
  }

  private func fail(_ subject: BatchSubject, _ kind: String, _ message: String, _ tally: inout BatchTally) {
    tally.countUnreadable()
    let failure = BatchFailure(subject: subject, kind: kind, message: message)
    switch options.output {
    case .nothing: break
    case .jsonLines:
      writer.write(failure)
      writer.newline()
    case .csv(let fields): append(BatchRow(subject: subject, failure: failure), fields)
    }
  }
}

/// How a batch processes its records.
package struct BatchOptions: Sendable {
  /// The output for each request.
  package enum Output: Sendable {
    /// One line with the object of `csrkit inspect`, or of `csrkit check` if there is an order.
    case jsonLines
    /// One row of CSV with these columns.
    case csv([BatchField])
    /// No output; the details for a summary are counted.
    case nothing
  }

  /// The day as of which rules are applied.
  package var asOf: CalendarDate
  /// The output for each request.
  package var output: Output
  /// Whether to write only requests with findings and records without a request.
  package var onlyFindings: Bool
  /// The order that each request is checked for, to which a line of JSON adds its own parameters; nil to inspect.
  package var order: OrderQuestion?
  /// The lists of known keys.
  package var lists: [any KeyList]
  /// Whether signatures are collected for a `NonceComparison`.
  package var comparesNonces: Bool

  /// The header of the output; empty unless the output is CSV.
  package var header: [UInt8] {
    if case .csv(let fields) = output { CSV.line(fields.map(\.name)) } else { [] }
  }

  /// Creates options; by default all requests are written as JSON Lines.
  package init(
    asOf: CalendarDate, output: Output = .jsonLines, onlyFindings: Bool = false, order: OrderQuestion? = nil,
    lists: [any KeyList] = KeyLists.embedded(), comparesNonces: Bool = false
  ) {
    self.asOf = asOf
    self.output = output
    self.onlyFindings = onlyFindings
    self.order = order
    self.lists = lists
    self.comparesNonces = comparesNonces
  }
}

/// A record with its name and id in the output.
struct BatchSubject {
  let record: BatchRecord
  let name: String
  /// The `id` of the line as written.
  var id: ArraySlice<UInt8>?

  init(_ chunk: BatchChunk, _ record: BatchRecord) {
    self.record = record
    name = record.name ?? chunk.name
  }
}

extension BatchSubject {
  /// Writes the member `source` for a record without a request.
  func writeSource(to writer: inout JSONWriter) {
    writer.object(Key.source) { writer in
      writer.member(Key.name, name)
      writer.member(Key.index, record.index)
      writer.member(Key.line, record.line)
    }
  }
}

/// The error object for a record without a request.
struct BatchFailure {
  let subject: BatchSubject
  let kind: String
  let message: String
}

extension JSONWriter {
  /// Writes the error object of `inspect` with the position of the record.
  mutating func write(_ failure: BatchFailure) {
    object { writer in
      writer.member(Key.id, encoded: failure.subject.id)
      writer.member(Key.schema, 1)
      failure.subject.writeSource(to: &writer)
      writer.object(Key.error) { writer in
        writer.member(Key.kind, failure.kind)
        writer.member(Key.message, failure.message)
      }
    }
  }
}
