// SPDX-License-Identifier: Apache-2.0
import CSRKit
import SystemBridge

/// Reads the inputs, one behind the other, and hands chunks to the pipeline.
struct BatchFeed {
  /// How much is read at a time: about a chunk of RSA-2048 requests, and what a pipe holds.
  private static let blockSize = 1 << 16

  let options: Batch
  let pipeline: BatchPipeline
  /// How many of the records to pass over have not come yet.
  var stillToSkip: Int

  init(options: Batch, pipeline: BatchPipeline) {
    self.options = options
    self.pipeline = pipeline
    stillToSkip = options.resume
  }

  /// Reads until the end, until someone asks to end, or until no more results are wanted.
  mutating func read(_ names: [String]) -> Status {
    var worst = Status.success
    for name in names {
      do throws(SystemFailure) {
        guard try read(name) else { break }
      } catch {
        Terminal.error("\(name): cannot be read: \(error)")
        worst = .cannotRead
      }
    }
    return worst
  }

  private mutating func read(_ name: String) throws(SystemFailure) -> Bool {
    let stream = name == "-" ? Stream.standardInput() : try Stream.reading(name)
    if stream.isFolder {
      guard options.recursive else {
        Terminal.hint("\(name) is a folder: --recursive takes the files in it")
        throw SystemFailure.isAFolder
      }
      return try readFolder(name)
    }
    var reader = BatchReader(name: name, form: options.input, skipping: stillToSkip)
    defer { stillToSkip = reader.stillToSkip }
    while true {
      guard stream.waitForInput() else { return false }
      let block = try stream.read(atMost: BatchFeed.blockSize)
      if block.isEmpty { reader.finish() } else { reader.append(block) }
      while let chunk = reader.next() {
        guard pipeline.submit(chunk) else { return false }
      }
      if block.isEmpty { return true }
    }
  }
}
