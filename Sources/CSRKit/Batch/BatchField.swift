// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import OpenSSLBridge
internal import PKCS10
internal import Preflight

/// A column of CSV output; its name is the path of a member in the JSON of `inspect` or `check`.
package struct BatchField: Sendable {
  /// The name in the header.
  package let name: String
  /// The text of a cell; nil for an empty one.
  let value: @Sendable (BatchRow) -> String?
  /// Whether the column is empty unless requests are checked for an order.
  package var needsOrder = false

  /// Finds the column with a name; nil if there is none.
  ///
  /// `subject.organizationName` is the first attribute of that type, `effective.fields.organizationName` the value that
  /// the CA will use for that parameter.
  package init?(_ name: String) {
    if let field = BatchField.all.first(where: { $0.name == name }) {
      self = field
      return
    }
    if let field = BatchField(effective: name) {
      self = field
      return
    }
    let parts = name.split(separator: ".", maxSplits: 1)
    guard parts.count == 2, parts[0] == "subject" else { return nil }
    let type = String(parts[1])
    self.init(name) { row in
      guard let request = row.report?.request else { return nil }
      return request.subject.first { $0.oid.known?.name == type }?.displayText(in: request.der.span)
    }
  }

  init(_ name: String, _ value: @escaping @Sendable (BatchRow) -> String?) {
    self.name = name
    self.value = value
  }

  private init(report name: String, _ value: @escaping @Sendable (RequestReport) -> String?) {
    self.init(name) { $0.report.flatMap(value) }
  }

  /// All columns with fixed names.
  package static let all: [BatchField] = source + content + outcome + order

  private static let source = [
    BatchField("id") { $0.subject.idText },
    BatchField("source.name") { $0.subject.name },
    BatchField("source.index") { String($0.report?.source.index ?? $0.subject.record.index) },
    BatchField("source.line") { String($0.report?.source.line ?? $0.subject.record.line) },
    BatchField(report: "source.container") { $0.source.container.rawValue },
    BatchField(report: "source.repairs") { $0.source.repairs.map(\.id).joined(separator: " ") },
  ]

  private static let content = [
    BatchField(report: "version") { $0.request.version.map(String.init) },
    BatchField(report: "derLength") { String($0.request.der.count) },
    BatchField(report: "commonName") { $0.commonNameText },
    BatchField(report: "subjectAlternativeNames") { $0.alternativeNamesText },
    BatchField(report: "key.algorithm") { $0.keyAlgorithmText },
    BatchField(report: "key.bits") { $0.request.publicKey.bitCount.map(String.init) },
    BatchField(report: "key.exponent") { $0.exponentText },
    BatchField(report: "key.curve") { $0.curveText },
    BatchField(report: "key.spkiSHA256") { $0.keySHA256.hex() },
    BatchField(report: "signature.algorithm") { $0.signatureAlgorithmText },
    BatchField(report: "signature.valid") { $0.signature.isValid.map { $0 ? "true" : "false" } },
    BatchField(report: "digests.md5") { $0.md5.hex(upperCase: true) },
    BatchField(report: "digests.sha1") { $0.sha1.hex() },
    BatchField(report: "digests.sha256") { $0.sha256.hex() },
  ]

  private static let outcome = [
    BatchField("outcome") { row in
      let outcome = row.check.map(BatchTally.outcome) ?? row.report.map(BatchTally.outcome)
      return (outcome ?? .unreadable).name
    },
    BatchField("findings") { row in
      (row.check?.findings ?? row.report?.findings)?.map(\.rule.id).joined(separator: " ")
    },
    BatchField("error.kind") { $0.failure?.kind },
    BatchField("error.message") { $0.failure?.message },
  ]
}

/// A row of CSV: a request, or a record without a request.
struct BatchRow {
  let subject: BatchSubject
  var report: RequestReport?
  var check: OrderCheck?
  var failure: BatchFailure?
}

extension RequestReport {
  fileprivate var commonNameText: String? {
    let der = request.der
    return request.subject.first { $0.oid.known == .commonName }?.displayText(in: der.span)
  }

  fileprivate var alternativeNamesText: String {
    let der = request.der
    return request.subjectAlternativeNames.map { $0.text(in: der.span).text }.joined(separator: " ")
  }

  fileprivate var exponentText: String? {
    guard case .rsa(let key) = request.publicKey.key else { return nil }
    let der = request.der
    return Decimal.text(key.exponent, in: der.span)
  }

  fileprivate var keyAlgorithmText: String {
    let der = request.der
    return request.publicKey.displayName(in: der.span)
  }

  fileprivate var curveText: String? {
    let der = request.der
    return request.publicKey.curveName(in: der.span)
  }

  fileprivate var signatureAlgorithmText: String {
    let der = request.der
    let oid = request.signatureAlgorithm.oid
    return oid.known?.name ?? oid.dotted(in: der.span)
  }
}

extension BatchSubject {
  /// The id as text: a string is decoded, other JSON is kept as written.
  fileprivate var idText: String? {
    guard let id else { return nil }
    guard id.first == UInt8(ascii: "\"") else { return String(decoding: id, as: UTF8.self) }
    var text: [UInt8] = []
    let bytes = Array(id)
    JSONEscapes.decode(1..<bytes.count - 1, in: bytes.span, into: &text)
    return String(decoding: text, as: UTF8.self)
  }
}

extension BatchField {
  /// The columns of a check for an order.
  static let order = [
    BatchField(check: "verdict") { $0.judgement.verdict.rawValue },
    BatchField(check: "predicted.errorCode") { ($0.judgement.predicted?.errorCode).map(String.init) },
    BatchField(check: "predicted.errorMessage") { $0.judgement.predicted?.errorMessage },
    BatchField(check: "predicted.errorItem") { $0.judgement.predicted?.errorItem },
    BatchField(check: "predicted.certainty") { $0.judgement.predicted?.certainty.name },
    BatchField(check: "alternatives") { $0.judgement.alternatives.map(String.init).joined(separator: " ") },
    BatchField(check: "needed") { $0.neededParameters.map(\.spelling).joined(separator: " ") },
    BatchField(check: "effective.names.commonName") { $0.effective.names.commonName },
    BatchField(check: "effective.names.domains") { $0.effective.names.domains.map(\.folded).joined(separator: " ") },
  ]

  /// `effective.fields.organizationName`: the value of a parameter; nil if the name is invalid or the parameter is
  /// secret.
  init?(effective name: String) {
    let path = "effective.fields."
    guard name.hasPrefix(path), let parameter = ParameterName(String(name.dropFirst(path.count))),
      !parameter.parameter.isSecret
    else { return nil }
    self.init(check: name) { $0.effective.value(parameter) }
  }

  private init(check name: String, _ value: @escaping @Sendable (OrderCheck) -> String?) {
    self.init(name) { $0.check.flatMap(value) }
    needsOrder = true
  }
}

/// Rows of comma-separated values (RFC 4180).
enum CSV {
  /// A row, terminated by CR LF.
  static func line(_ cells: [String?]) -> [UInt8] {
    var line: [UInt8] = []
    for (index, cell) in cells.enumerated() {
      if index > 0 { line.append(UInt8(ascii: ",")) }
      append(cell ?? "", to: &line)
    }
    line += [0x0D, 0x0A]
    return line
  }

  private static func append(_ cell: String, to line: inout [UInt8]) {
    let needsQuotes = cell.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0D || $0 == 0x0A }
    guard needsQuotes else {
      line += Array(cell.utf8)
      return
    }
    line.append(0x22)
    for octet in cell.utf8 {
      if octet == 0x22 { line.append(0x22) }
      line.append(octet)
    }
    line.append(0x22)
  }
}
