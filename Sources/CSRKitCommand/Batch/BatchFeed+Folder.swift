// SPDX-License-Identifier: Apache-2.0
import CSRKit
import SystemBridge

extension BatchFeed {
  /// Reads every file of a folder and of the folders in it; links to folders are not followed.
  mutating func readFolder(_ root: String) throws(SystemFailure) -> Bool {
    var files = BatchFiles(folder: root)
    var waiting = [root]
    while let folder = waiting.popLast() {
      let listing = try FolderListing(folder)
      let prefix = folder.hasSuffix("/") ? folder : folder + "/"
      for name in listing.files {
        guard skips() || read(prefix + name, into: &files) else { return false }
        if files.isFull, let chunk = files.take(), !pipeline.submit(chunk) { return false }
      }
      waiting += listing.folders.reversed().map { prefix + $0 }
    }
    guard let chunk = files.take() else { return true }
    return pipeline.submit(chunk)
  }

  /// Whether the next record is one of those to pass over.
  private mutating func skips() -> Bool {
    guard stillToSkip > 0 else { return false }
    stillToSkip -= 1
    return true
  }

  /// False where someone asked to end.
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
