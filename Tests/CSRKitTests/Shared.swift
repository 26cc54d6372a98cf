// SPDX-License-Identifier: Apache-2.0
import CSRKit
import CSRKitBase
import Foundation

/// Test vectors, and the corpus next to the checkout, which the project does not contain.
enum Shared {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let corpus = root.deletingLastPathComponent().appendingPathComponent("shared/corpus")
  static let hasCorpus = FileManager.default.fileExists(atPath: corpus.path)
  static let day = CalendarDate(2026, 11, 23)

  static func bytes(_ url: URL) throws -> [UInt8] { Array(try Data(contentsOf: url)) }

  static func vector(_ path: String) throws -> [UInt8] {
    try bytes(root.appendingPathComponent("TestVectors/\(path)"))
  }

  static func files(in folder: URL) -> [URL] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { folder.appendingPathComponent($0) }
  }
}
