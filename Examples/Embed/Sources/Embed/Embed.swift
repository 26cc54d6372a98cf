// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Foundation

/// Inspects all files on the command line concurrently and prints a line of JSON for each request.
@main
struct Embed {
  /// The output for a request.
  struct Line: Encodable, Sendable {
    let file: String
    let commonName: OrNull<String>
    let names: [String]
    let keyBits: OrNull<Int>
    let signatureAlgorithm: String
    let signatureValid: OrNull<Bool>
    let md5: String
    let sha256: String
    let verdict: String
    let errorCode: OrNull<Int>
    let cname: String
  }

  /// A value that is null in JSON if there is none, where an optional would leave out the member.
  struct OrNull<Value: Encodable & Sendable>: Encodable, Sendable {
    let value: Value?

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encode(value)
    }
  }

  /// The order for which requests are checked: a DV certificate for a plain name.
  static let order = OrderForm(product: 488)

  static func main() async throws {
    let inspector = Inspector()
    let day = CalendarDate.today
    let files = Array(CommandLine.arguments.dropFirst())
    let lines = try await withThrowingTaskGroup(of: (index: Int, lines: [Line]).self) { group in
      for (index, file) in files.enumerated() {
        group.addTask { (index: index, lines: try Embed.lines(of: file, with: inspector, on: day)) }
      }
      var found = Array(repeating: [Line](), count: files.count)
      for try await result in group { found[result.index] = result.lines }
      return found
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    for line in lines.joined() {
      print(String(decoding: try encoder.encode(line), as: UTF8.self))
    }
  }

  private static func lines(of file: String, with inspector: Inspector, on day: CalendarDate) throws -> [Line] {
    let bytes = Array(try Data(contentsOf: URL(filePath: file)))
    let inspection = inspector.inspect(bytes, name: file, on: day)
    if inspection.isEmpty {
      FileHandle.standardError.write(Data("\(file): \(inspection.explanation.message)\n".utf8))
    }
    return inspection.requests.map { request in
      let check = inspector.check(request, for: order, on: day)
      let token = request.token()
      return Line(
        file: file, commonName: OrNull(value: request.commonName),
        names: request.subjectAlternativeNames.map(\.value), keyBits: OrNull(value: request.key.bits),
        signatureAlgorithm: request.signatureAlgorithm, signatureValid: OrNull(value: request.signature.isValid),
        md5: token.md5, sha256: token.sha256,
        verdict: check.verdict.rawValue,
        errorCode: OrNull(value: check.prediction?.error.code), cname: "\(token.ownerLabel) CNAME \(token.target)")
    }
  }
}
