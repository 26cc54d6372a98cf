// SPDX-License-Identifier: Apache-2.0
internal import PKCS10
internal import Preflight

/// Renders what the subjects of certificates may and must have, as the second table of docs/rules.md.
enum SubjectProfileListing {
  static var markdown: String {
    let profiles = SubjectProfile.all
    let known = profiles.flatMap { $0.uses.keys }
    var seen: Set<KnownOID> = []
    let attributes = known.filter { seen.insert($0).inserted }.sorted { $0.name < $1.name }
    var text = """

      ## Subjects

      Whether the subject of a certificate has an attribute, by the product. The CA takes its own values for all but the
      attributes of the order, so that other attributes of a request change nothing.

      | attribute | \(profiles.map(\.title).joined(separator: " | ")) |
      |---|\(profiles.map { _ in "---|" }.joined())

      """
    for attribute in attributes { text += row(attribute.name, profiles.map { $0.uses[attribute] ?? $0.others }) }
    text += row("any other", profiles.map(\.others))
    let sources = profiles.map { $0.sources.joined(separator: "; ") }
    return text + "| source | \(sources.joined(separator: " | ")) |\n"
  }

  private static func row(_ name: String, _ uses: [SubjectProfile.Use]) -> String {
    "| \(name) | \(uses.map(\.rawValue).joined(separator: " | ")) |\n"
  }
}
