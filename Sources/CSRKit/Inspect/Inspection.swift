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

/// Where a request came from and how it was wrapped.
public struct RequestSource: Sendable {
  /// The file's name as given, or `-` for the standard input.
  public let name: String
  /// The position among the requests of the input, from 0.
  public let index: Int
  /// How the request was encoded.
  public let container: ArmoredRequest.Container
  /// The label of its PEM header, if it had one.
  public let label: String?
  /// What had to be undone to read it.
  public let repairs: [ArmorRepair]
  /// The line of the input on which it starts, from 1.
  public let line: Int
  /// The first private key in the same input, as far as it was read by then; it ought not to be there.
  public var privateKey: PrivateKeyNote?
}

/// Where a private key stands beside a request; never the key itself.
public struct PrivateKeyNote: Sendable, Hashable {
  /// Its form, such as `PKCS#8`.
  public let form: String
  /// The line of the input on which it starts, from 1.
  public let line: Int

  /// A note on an object if it is a private key, else nil; `firstLine` is the input's line on which the part starts.
  init?(_ object: ForeignObject, firstLine: Int = 1) {
    guard case .privateKey(let form) = object.kind else { return nil }
    self.form = form.rawValue
    line = firstLine - 1 + object.position.line
  }
}

extension RequestSource {
  /// Where a request was found in an input.
  init(name: String, index: Int, _ found: ArmoredRequest, firstLine: Int, privateKey: PrivateKeyNote?) {
    self.init(
      name: name, index: index, container: found.container, label: found.label, repairs: found.repairs,
      line: firstLine - 1 + found.position.line, privateKey: privateKey)
  }
}
