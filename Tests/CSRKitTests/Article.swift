// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// An article of the documentation, compared with the code of a test.
struct Article {
  let name: String

  /// The code blocks in one language, in order.
  func blocks(_ language: String) throws -> [[String]] {
    let file = Shared.root.appendingPathComponent("Sources/CSRKit/CSRKit.docc/\(name).md")
    return Article.parts(
      of: try String(contentsOf: file, encoding: .utf8), from: "```\(language)", to: "```", indentation: 0)
  }

  /// The lines of a source file between `// [article` and `// article]`, without their indentation.
  static func quoted(in file: String) throws -> [[String]] {
    let text = try String(contentsOfFile: file, encoding: .utf8)
    return parts(of: text, from: "// [article", to: "// article]", indentation: 4)
  }

  private static func parts(of text: String, from start: String, to end: String, indentation: Int) -> [[String]] {
    var parts: [[String]] = []
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.drop { $0 == " " }
      if !isInside, words == start {
        isInside = true
        parts.append([])
      } else if isInside, words == end {
        isInside = false
      } else if isInside {
        parts[parts.count - 1].append(String(line.dropFirst(indentation)))
      }
    }
    return parts
  }

  /// Expects that the article shows the code of a source file, line for line, after one block of imports.
  func expectCode(of file: String) throws {
    let shown = try blocks("swift")
    #expect(shown.first == ["import CSRKit"])
    #expect(shown.count > 1)
    #expect(try Article.quoted(in: file) == Array(shown.dropFirst()))
  }

  /// Expects that the article shows the output of the code.
  func expectOutput(_ printed: Printed) throws {
    let shown = try blocks("text")
    #expect(!shown.isEmpty && printed.blocks.count == shown.count)
    for (lines, expected) in zip(printed.blocks, shown) { #expect(lines == expected) }
  }
}

/// The output of the code of an article, in blocks.
final class Printed {
  private(set) var blocks: [[String]] = []

  func begin() { blocks.append([]) }

  func print(_ items: [Any]) {
    blocks[blocks.count - 1].append(items.map { "\($0)" }.joined(separator: " "))
  }
}
