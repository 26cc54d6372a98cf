// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKit
import Foundation
import Preflight
import Testing

/// The JSON of a check, most of which is encoded in advance, matches its values.
@Suite struct CheckDocumentTests {
  private struct Document: Decodable {
    let needed: [String]
    let findings: [Entry]
    let effective: Effective

    struct Entry: Decodable {
      let rule, severity, message, fix: String
      let citations: [String]
    }

    struct Effective: Decodable {
      let fields: [String: Field]
    }

    struct Field: Decodable, Equatable {
      let value: String?
      let origin: String
      let csr, parameter: String?
      let truncatedFrom: Int?
    }
  }

  @Test(arguments: OrderVector.families)
  func `The JSON of a check contains its findings, needed parameters and fields`(_ family: String) throws {
    for vector in OrderVector.all(family) {
      let check = try vector.check(family)
      let comment = Comment(rawValue: vector.name)
      var writer = JSONWriter()
      check.write(to: &writer)
      let document = try JSONDecoder().decode(Document.self, from: Data(writer.bytes))
      #expect(document.needed == check.needed.map(\.name.spelling), comment)
      #expect(document.findings.map(\.rule) == check.findings.map(\.rule.id), comment)
      #expect(document.findings.map(\.severity) == check.findings.map(\.severity.name), comment)
      #expect(document.findings.map(\.message) == check.findings.map(\.message), comment)
      #expect(document.findings.map(\.fix) == check.findings.map(\.fix), comment)
      #expect(document.findings.map(\.citations) == check.findings.map(\.rule.citations), comment)
      #expect(
        document.effective.fields.count == check.effective.shownParameters.reduce(0) { count, _ in count + 1 }, comment)
      for name in check.effective.shownParameters {
        let field = check.effective[name]
        let expected = Document.Field(
          value: field.value, origin: field.origin.rawValue, csr: field.csr, parameter: field.parameter,
          truncatedFrom: field.truncatedFrom)
        #expect(document.effective.fields[name.spelling] == expected, comment)
      }
    }
  }
}
