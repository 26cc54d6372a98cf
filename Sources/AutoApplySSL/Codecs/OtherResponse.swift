// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// Recognizes the responses of other endpoints, which also start with a status code.
enum OtherResponse {
  /// The endpoint whose response has these lines.
  static func endpoint(ofLines lines: [String], status: Int) -> RelatedEndpoint? {
    for line in lines.prefix(searchedLines).dropFirst() {
      if line.hasPrefix("-----BEGIN ") { return .collect }
      let name = line.prefix { $0 != "\t" && $0 != "=" }
      if name.utf8.count < line.utf8.count, let endpoint = RelatedEndpoint.endpoint(withField: String(name)) {
        return endpoint
      }
    }
    guard lines.count > 1 else { return nil }
    if collectStates.contains(where: lines[1].hasPrefix) { return .collect }
    return status > 0 && isError(lines[1]) ? .decode : nil
  }

  /// The endpoint whose URL-encoded response has one of these fields.
  static func endpoint(ofFields names: [String]) -> RelatedEndpoint? {
    names.lazy.compactMap(RelatedEndpoint.endpoint(withField:)).first
  }

  /// The endpoint whose JSON has a member with the name of one of its fields.
  static func endpoint(ofJSON text: String) -> RelatedEndpoint? {
    let candidates: [RelatedEndpoint] = [.domainDetails, .emailAddresses, .decode, .collect]
    return candidates.first { endpoint in
      endpoint.fields.contains { $0.utf8.count >= shortestMember && text.contains("\"\($0)\"") }
    }
  }

  /// Whether a line is an error of DecodeCSR, whose first line is the number of errors: a code and a message, or one of
  /// them.
  private static func isError(_ line: String) -> Bool {
    let code = line.prefix { $0 != " " }
    if code.decimalInteger.map({ $0 < 0 }) == true { return true }
    return ErrorCatalog.all.contains { $0.template == line || $0.item(in: line) != nil }
  }

  /// How the second line of CollectSSL's response starts.
  private static let collectStates = ["Certificates available", "Certificates attached", "Being processed"]
  /// The maximum number of lines to search for a field.
  private static let searchedLines = 64
  /// Shorter names, such as CN, are too common in JSON.
  private static let shortestMember = 4
}
