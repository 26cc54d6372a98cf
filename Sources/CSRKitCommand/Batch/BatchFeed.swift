// SPDX-License-Identifier: Apache-2.0
import CSRKit
import SystemBridge

/// Reads the inputs one after another and submits chunks to the pipeline.
struct BatchFeed {
  /// The bytes read at a time: the capacity of a pipe, and about one chunk of RSA-2048 requests.
  private static let blockSize = 1 << 16

  let options: Batch
  let pipeline: BatchPipeline
  /// The number of records that are still to be skipped.
  var recordsToSkip: Int

  init(options: Batch, pipeline: BatchPipeline) {
    self.options = options
    self.pipeline = pipeline
    recordsToSkip = options.resume
  }

  /// Reads to the end, until a signal arrives or until the output takes no more results.
  mutating func read(_ names: [String]) -> Status {
    var worst = Status.success
    for name in names {
      do throws(SystemFailure) {
        guard try read(name) else { break }
      } catch {
        Terminal.error("cannot read \(name): \(error)")
        worst = .cannotRead
      }
    }
    return worst
  }

  private mutating func read(_ name: String) throws(SystemFailure) -> Bool {
    let stream = name == "-" ? Stream.standardInput() : try Stream.reading(name)
    if stream.isFolder {
      guard options.recursive else {
        Terminal.hint("\(name) is a folder; to read the files in it, add --recursive")
        throw SystemFailure.isAFolder
      }
      return try readFolder(name)
    }
    var reader = BatchReader(name: name, form: options.input, skipping: recordsToSkip)
    defer { recordsToSkip = reader.recordsToSkip }
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

extension BatchFeed {
  /// Reads all files in a folder and its subfolders; links to folders are not followed.
  mutating func readFolder(_ root: String) throws(SystemFailure) -> Bool {
    var files = BatchFiles(folder: root)
    var folders = [root]
    while let folder = folders.popLast() {
      let listing = try FolderListing(folder)
      let prefix = folder.hasSuffix("/") ? folder : folder + "/"
      for name in listing.files {
        guard skips() || read(prefix + name, into: &files) else { return false }
        if files.isFull, let chunk = files.take(), !pipeline.submit(chunk) { return false }
      }
      folders += listing.folders.reversed().map { prefix + $0 }
    }
    guard let chunk = files.take() else { return true }
    return pipeline.submit(chunk)
  }

  /// Whether the next record is to be skipped.
  private mutating func skips() -> Bool {
    guard recordsToSkip > 0 else { return false }
    recordsToSkip -= 1
    return true
  }

  /// Reads one file; false after a signal.
  private func read(_ path: String, into files: inout BatchFiles) -> Bool {
    do throws(SystemFailure) {
      let stream = try Stream.reading(path)
      guard stream.waitForInput() else { return false }
      var content: [UInt8] = []
      while content.count <= BatchFiles.lengthLimit {
        let block = try stream.read(atMost: min(stream.size ?? .max, BatchFiles.lengthLimit) + 1)
        if block.isEmpty { break }
        content += block
      }
      files.append(path, content)
    } catch {
      files.append(path, fault: .unreadable(reason: error.description))
    }
    return true
  }
}
