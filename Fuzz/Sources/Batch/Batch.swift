// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKit
import CSRKitBase
import FuzzSupport

private let day = CalendarDate(2026, 11, 23)
nonisolated(unsafe) private let worker = BatchWorker(options: BatchOptions(asOf: day))
nonisolated(unsafe) private let orderWorker = BatchWorker(
  options: BatchOptions(asOf: day, order: OrderQuestion(form: OrderForm(), isComplete: false)))

/// Any bytes as a stream in every format, all at once and in pieces, with the same records.
@c(LLVMFuzzerTestOneInput)
public func fuzzBatch(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = fuzzInput(data, size)
  for form in [nil] + BatchForm.allCases.map(Optional.some) {
    read(input, form)
  }
  // Few mutations keep the checksums of an archive valid.
  read(withChecksums(input), .tar)
  for worker in [worker, orderWorker] {
    for chunk in chunks([input], nil).prefix(1) {
      for line in worker.process(chunk).output.split(separator: 0x0A) { requireJSON(Array(line), "a line of output") }
    }
  }
  return 0
}

private func read(_ input: [UInt8], _ form: BatchForm?) {
  let complete = chunks([input], form).flatMap(records)
  require(complete == chunks(pieces(input), form).flatMap(records), "the records depend on the pieces")
}

private func chunks(_ pieces: [[UInt8]], _ form: BatchForm?) -> [BatchChunk] {
  var reader = BatchReader(name: "-", form: form)
  var chunks: [BatchChunk] = []
  for piece in pieces {
    reader.append(piece)
    while let chunk = reader.next() { chunks.append(chunk) }
  }
  reader.finish()
  while let chunk = reader.next() { chunks.append(chunk) }
  return chunks
}

private func records(_ chunk: BatchChunk) -> [String] {
  chunk.records.map { record in
    let fault = record.fault.map { "\($0)" } ?? ""
    return "\(record.index) \(record.line) \(record.name ?? "-") \(fault) \(chunk.bytes[record.range])"
  }
}

/// The input with a valid checksum in each block of 512 bytes, as in the header of a tar archive.
private func withChecksums(_ input: [UInt8]) -> [UInt8] {
  var archive = input
  for start in stride(from: 0, through: input.count - 512, by: 512) {
    guard input[start..<start + 512].contains(where: { $0 != 0 }) else { continue }
    archive.replaceSubrange(start + 148..<start + 156, with: repeatElement(0x20, count: 8))
    let sum = archive[start..<start + 512].reduce(0) { $0 + Int($1) }
    let digits = Array(String(sum, radix: 8).utf8)
    archive.replaceSubrange(start + 148..<start + 148 + digits.count, with: digits)
  }
  return archive
}
