// SPDX-License-Identifier: Apache-2.0
public import PKCS10

/// What an input holds: its requests, and what else was found beside them.
public struct Inspection: Sendable {
  /// How the input is called.
  public let name: String
  /// A report for each request, in the order of the input.
  public internal(set) var reports: [RequestReport] = []
  /// Requests whose frame cannot be read.
  public internal(set) var failures: [InspectionFailure] = []
  /// What is no request: keys, certificates, text, and why an input without a request is none.
  public let others: [ForeignObject]

  init(name: String, others: [ForeignObject]) {
    self.name = name
    self.others = others
  }

  /// Whether a private key stands in the input.
  public var hasPrivateKey: Bool { others.contains(where: \.isPrivateKey) }

  /// Whether nothing in the input is a request.
  public var isEmpty: Bool { reports.isEmpty }
}

/// A request that was found and cannot be read.
public struct InspectionFailure: Sendable {
  /// Where it came from.
  public let source: RequestSource
  /// What is wrong with it.
  public let error: RequestError
}

extension Inspection {
  /// Why the input holds no request: a stable word and a sentence without a full stop.
  public var explanation: (kind: String, message: String) {
    let most = others.lazy.map(\.weight).max()
    let told = others.first { $0.weight == most }
    return told.map { ($0.id, $0.description) } ?? ("empty", "no certification request was found")
  }
}
