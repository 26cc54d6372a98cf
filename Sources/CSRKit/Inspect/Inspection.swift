// SPDX-License-Identifier: Apache-2.0
public import PKCS10

/// The content of an input: its requests and other objects.
public struct Inspection: Sendable {
  /// The name of the input.
  public let name: String
  /// A report for each request, in input order.
  public internal(set) var requests: [RequestReport] = []
  /// The requests whose structure cannot be read.
  public internal(set) var failures: [InspectionFailure] = []
  /// Objects other than requests: keys, certificates, text, damaged requests.
  public let others: [ForeignObject]

  init(name: String, others: [ForeignObject]) {
    self.name = name
    self.others = others
  }

  /// Whether the input contains a private key.
  public var hasPrivateKey: Bool { others.contains(where: \.isPrivateKey) }

  /// Whether the input contains no readable request.
  public var isEmpty: Bool { requests.isEmpty }
}

/// A request that cannot be read.
public struct InspectionFailure: Sendable {
  /// The source of the request.
  public let source: RequestSource
  /// Why it cannot be read.
  public let error: RequestError

  /// What to do about it, in one imperative sentence without a full stop.
  public var advice: String { CertificationRequest.copyAgain }
}

extension InspectionFailure: CustomStringConvertible {
  /// Why it cannot be read, with the line of the input if it is known, without a full stop.
  public var description: String {
    let lines = source.lines
    let offset = error.cause.offset
    let line = lines?.unusualLine ?? lines?.lines(of: offset..<offset + 1)?.lowerBound
    return "\(error)" + (line.map { " (line \($0))" } ?? "")
  }
}

extension Inspection {
  /// Why the input contains no request: a stable identifier and a sentence without a full stop.
  public var explanation: (kind: String, message: String) {
    mainObject.map { ($0.id, $0.description) } ?? ("empty", "the input contains no certificate signing request")
  }

  /// What to do about it, in one imperative sentence without a full stop; nil if there is no advice.
  public var advice: String? { failures.first?.advice ?? mainObject?.advice }

  /// The object that best explains why the input contains no request.
  var mainObject: ForeignObject? {
    let weight = others.lazy.map(\.weight).max()
    return others.first { $0.weight == weight }
  }
}

/// The source of a request and its encoding.
public struct RequestSource: Sendable {
  /// The name of the file, or `-` for standard input.
  public let name: String
  /// The index of the request in the input, from 0.
  public let index: Int
  /// The encoding of the request.
  public let container: ArmoredRequest.Container
  /// The label of the PEM header; nil if there is none.
  public let label: String?
  /// The repairs that were needed to read it.
  public let repairs: [Repair]
  /// What surrounds the request inside its encoding; nil for a request by itself.
  let enclosure: RequestEnclosure?
  /// The line of the input at which it starts, from 1.
  public let line: Int
  /// The request as found, from which its lines are determined; nil for a request that was created here.
  var found: ArmoredRequest?
  /// The number of lines before the part of the input in which it was found.
  var linesBefore = 0
  /// The first private key in the part of the input read so far; nil if there is none.
  public var privateKey: PrivateKeyNote?

  /// The input and the index of the request, such as `requests.pem[7]`.
  var place: String { "\(name)[\(index)]" }
}

/// A repair that was needed to read a request: something decoded, restored or ignored. docs/armor.md lists all of them.
public struct Repair: Sendable, Hashable {
  let kind: ArmorRepair

  /// The id in reports, such as `armor.crlf`; ids never change.
  public var id: String { kind.id }
  /// What was found and how it was repaired, in one sentence without a full stop.
  public var summary: String { kind.summary }
  /// Whether RFC 7468 §3 allows a lax parser to ignore it. Any other repair means that some software rejects the input.
  public var isHarmless: Bool { kind.isHarmless }
}

/// The form and position of a private key in an input, without the key itself.
public struct PrivateKeyNote: Sendable, Hashable {
  /// Its form, such as `PKCS#8`.
  public let form: String
  /// The line of the input at which it starts, from 1.
  public let line: Int

  /// Describes an object if it is a private key; `firstLine` is the line of the input at which the part starts.
  init?(_ object: ForeignObject, firstLine: Int = 1) {
    guard case .privateKey(let form) = object.kind else { return nil }
    self.form = form.rawValue
    line = firstLine - 1 + object.position.line
  }
}

extension RequestSource {
  /// Describes a request found in an input.
  init(name: String, index: Int, _ found: ArmoredRequest, firstLine: Int, privateKey: PrivateKeyNote?) {
    self.init(
      name: name, index: index, container: found.container, label: found.label, repairs: found.repairs.map(Repair.init),
      enclosure: found.enclosure, line: firstLine - 1 + found.position.line, found: found, linesBefore: firstLine - 1,
      privateKey: privateKey)
  }

  /// The lines of the input on which the octets of the request are; nil if it is not Base64 on lines of the input.
  var lines: LineMap? { found?.lines?.moved(by: linesBefore) }
}
