// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

/// What has come of a chunk.
public struct BatchResult: Sendable {
  /// The lines to write, in the order of the records.
  public let output: [UInt8]
  /// What was counted.
  public let tally: BatchTally
  /// The bytes of the stream that the records took.
  public let byteCount: Int
}

/// Turns chunks into output; a pure function but for the memory that it keeps from one chunk to the next.
///
/// One worker serves one thread at a time.
public final class BatchWorker {
  private let options: BatchOptions
  private let inspector: Inspector
  private var writer = JSONWriter()
  private var scratch: [UInt8] = []

  /// A worker with an inspector of its own.
  public init(options: BatchOptions) {
    self.options = options
    inspector = Inspector(asOf: options.asOf, lists: options.lists)
  }

  /// Inspects every record of a chunk.
  public func process(_ chunk: BatchChunk) -> BatchResult {
    var tally = BatchTally()
    for record in chunk.records {
      tally.records += 1
      if let fault = record.fault {
        fail(BatchSubject(chunk, record), fault.kind, fault.description, &tally)
      } else if chunk.form == .jsonl {
        processLine(chunk, record, &tally)
      } else {
        process(chunk.bytes.span.extracting(record.range), BatchSubject(chunk, record), &tally)
      }
    }
    return BatchResult(output: writer.take(), tally: tally, byteCount: chunk.byteCount)
  }

  private func processLine(_ chunk: BatchChunk, _ record: BatchRecord, _ tally: inout BatchTally) {
    let bytes = chunk.bytes.span
    var line = BatchLine(record.range)
    var subject = BatchSubject(chunk, record)
    do throws(BatchFault) {
      try line.read(bytes)
    } catch {
      subject.id = line.id.map { chunk.bytes[$0] }
      return fail(subject, error.kind, error.description, &tally)
    }
    subject.id = line.id.map { chunk.bytes[$0] }
    guard let request = line.request else { return }
    guard line.hasEscapes else { return process(bytes.extracting(request), subject, &tally) }
    JSONEscapes.undo(request, in: bytes, into: &scratch)
    let text = scratch
    process(text.span, subject, &tally)
  }

  private func process(_ input: Span<UInt8>, _ subject: BatchSubject, _ tally: inout BatchTally) {
    let inspection = inspector.inspect(
      input, name: subject.name, firstIndex: subject.record.index, firstLine: subject.record.line)
    for report in inspection.reports {
      tally.count(report)
      write(report, subject, &tally)
    }
    for failure in inspection.failures { fail(subject, "malformed", failure.error.description, &tally) }
    if inspection.hasPrivateKey { tally.privateKeys += 1 }
    if inspection.isEmpty, inspection.failures.isEmpty {
      let explanation = inspection.explanation
      fail(subject, explanation.kind, explanation.message, &tally)
    }
  }

  private func write(_ report: RequestReport, _ subject: BatchSubject, _ tally: inout BatchTally) {
    switch options.output {
    case .nothing: tally.countDetails(report)
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

/// A record, with what the output calls it.
struct BatchSubject {
  let record: BatchRecord
  let name: String
  /// The value of the line's `id` as it is written.
  var id: ArraySlice<UInt8>?

  init(_ chunk: BatchChunk, _ record: BatchRecord) {
    self.record = record
    name = record.name ?? chunk.name
  }
}

/// The object in the place of a report for a record without a request.
struct BatchFailure {
  let subject: BatchSubject
  let kind: String
  let message: String
}

extension JSONWriter {
  /// The same members as those of `inspect`, with the place of the record.
  fileprivate mutating func write(_ failure: BatchFailure) {
    object { writer in
      writer.member(Key.id, encoded: failure.subject.id)
      writer.member(Key.schema, 1)
      writer.object(Key.source) { writer in
        writer.member(Key.name, failure.subject.name)
        writer.member(Key.index, failure.subject.record.index)
        writer.member(Key.line, failure.subject.record.line)
      }
      writer.object(Key.error) { writer in
        writer.member(Key.kind, failure.kind)
        writer.member(Key.message, failure.message)
      }
    }
  }
}
