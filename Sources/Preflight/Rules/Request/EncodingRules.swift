// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import PKCS10

/// Deviations from DER or RFC 2986: each finding names the element, the rule for it and what is lost.
extension Rule {
  /// One rule for each kind of deviation.
  static let irregularities: [Rule] = Irregularity.Kind.allCases.map { kind in
    Rule(
      "encoding.\(kind.rawValue)", kind.isHarmless ? .info : .warning, .inferred,
      summary: kind.requirement,
      fix: kind.isHarmless
        ? "take no action: decoders accept the request"
        : "create a new CSR with up-to-date software: \(OpenSSLCommand.newRequest)",
      citations: kind.citations
    ) { examination, reporter in
      for irregularity in examination.request.irregularities where irregularity.kind == kind {
        let element = EncodedElement(irregularity, in: examination.request)
        let loss = element.loss(kind, openSSLDecodes: examination.evidence.decodingFailure == nil)
        reporter.report(
          "\(element.title) is encoded irregularly at byte \(irregularity.range.lowerBound): \(kind.description): "
            + loss, at: Place(irregularity.range, .encoding), severity: element.losesNames(kind) ? .error : nil,
          fix: element.losesNames(kind)
            ? "create a new CSR: \(OpenSSLCommand.newRequest) -addext 'subjectAltName=DNS:www.example.com'" : nil)
      }
    }
  }
}

extension Irregularity.Kind {
  /// The sources of the requirement.
  fileprivate var citations: [String] {
    switch self {
    case .extensionMalformed, .extensionRepeated, .extensionListEmpty: ["RFC 5280 §4.2", "RFC 2985 §5.4.2"]
    case .attributesMissing, .attributeMalformed, .attributeRepeated: ["RFC 2986 §4.1"]
    case .attributeValueCount: ["RFC 2985 §5.4", "RFC 2986 §4.1"]
    case .versionMissing, .versionEmpty, .versionNonZero: ["RFC 2986 §4.1"]
    case .nameMalformed, .valueType: ["RFC 5280 §4.1.2.4"]
    case .keyMalformed: ["RFC 5280 §4.1.2.7", "RFC 3279 §2.3", "RFC 5480 §2"]
    case .algorithmParameters: ["RFC 3279 §2.2", "RFC 4055 §5", "RFC 5758 §3", "RFC 8410 §3"]
    default: ["X.690 §10", "RFC 2986 §4"]
    }
  }
}

/// The element of a request that has a deviation.
struct EncodedElement {
  /// The element in messages: `extension subjectAltName (RFC 5280 §4.2.1.6)`.
  let title: String
  /// The extension, if the element is a known one.
  private let known: KnownOID?
  /// Whether the element is an extension, or a list of extensions that OpenSSL reads as one.
  private let part: Part

  private enum Part {
    /// An extension that can be read as one.
    case extensionValue
    /// A list of extensions, which an unreadable extension makes unreadable.
    case extensionList
    case attribute, subject, other
  }

  init(_ irregularity: Irregularity, in request: CertificationRequest) {
    let (range, bytes) = (irregularity.range, request.der.span)
    if let found = EncodedElement.enclosing(range, request.extensions, \.range) {
      let section = found.oid.known.flatMap { ExtensionSection.table[$0.dotted] }.map { " (\($0))" } ?? ""
      self.init("extension \(found.oid.label(in: bytes))\(section)", found.oid.known, .extensionValue)
    } else if let attribute = EncodedElement.enclosing(range, request.attributes, \.range) {
      let isList = attribute.oid.known == .extensionRequest || attribute.oid.known == .microsoftExtensionRequest
      if isList, irregularity.kind == .extensionMalformed {
        let type = ExtensionSection.type(at: range.lowerBound, in: bytes)
        let name = type.map { "extension \($0.label(in: bytes)) in " } ?? ""
        self.init("\(name)attribute \(attribute.oid.label(in: bytes)) (RFC 2985 §5.4.2)", type?.known, .extensionList)
      } else {
        self.init("attribute \(attribute.oid.label(in: bytes))", nil, .attribute)
      }
    } else if let attribute = EncodedElement.enclosing(range, request.subject, \.range) {
      self.init("subject attribute \(attribute.oid.label(in: bytes))", nil, .subject)
    } else if request.subjectName.encloses(range) {
      self.init("subject", nil, .subject)
    } else {
      self.init(EncodedElement.title(of: irregularity, in: request), nil, .other)
    }
  }

  /// The element around a range, by binary search: elements are in the order of the request and do not overlap.
  private static func enclosing<Element>(
    _ range: Range<Int>, _ elements: [Element], _ position: (Element) -> Range<Int>
  ) -> Element? {
    var (lower, upper) = (0, elements.count)
    while lower < upper {
      let middle = (lower + upper) / 2
      if position(elements[middle]).lowerBound <= range.lowerBound { lower = middle + 1 } else { upper = middle }
    }
    guard lower > 0, position(elements[lower - 1]).encloses(range) else { return nil }
    return elements[lower - 1]
  }

  private init(_ title: String, _ known: KnownOID?, _ part: Part) {
    (self.title, self.known, self.part) = (title, known, part)
  }

  private static func title(of irregularity: Irregularity, in request: CertificationRequest) -> String {
    let (range, bytes) = (irregularity.range, request.der.span)
    let (key, algorithm) = (request.publicKey, request.signatureAlgorithm)
    if key.algorithm.range.encloses(range) { return "key algorithm \(key.algorithm.oid.label(in: bytes))" }
    if key.range.encloses(range) { return "public key" }
    if algorithm.range.encloses(range) { return "signature algorithm \(algorithm.oid.label(in: bytes))" }
    if range.lowerBound >= algorithm.range.upperBound { return "signature" }
    switch irregularity.kind {
    case .versionMissing, .versionEmpty, .versionNonZero: return "version"
    case .attributesMissing, .attributeMalformed: return "attributes field"
    default: return range.lowerBound < request.subjectName.lowerBound && range.lowerBound > 3 ? "version" : "request"
    }
  }

  /// Whether the names of the request are lost.
  func losesNames(_ kind: Irregularity.Kind) -> Bool {
    guard kind == .extensionMalformed else { return false }
    return part == .extensionList || part == .extensionValue && known == .subjectAltName
  }

  /// What the deviation costs, as a clause.
  func loss(_ kind: Irregularity.Kind, openSSLDecodes: Bool) -> String {
    switch (kind, part) {
    case (.setOrder, _): "nothing is lost"
    case (.extensionMalformed, .extensionValue) where known == .subjectAltName:
      "all its names are lost, since OpenSSL reads none of them"
    case (.extensionMalformed, .extensionValue): "the extension is lost"
    case (.extensionMalformed, _): "all requested extensions and names are lost, since OpenSSL reads none of the list"
    case (.extensionRepeated, _) where known == .subjectAltName:
      "its names may be lost, since software that expects one subjectAltName reads none of several"
    case (.extensionRepeated, _): "the extension may be lost, since software that expects one reads none of several"
    case (.extensionListEmpty, _): "no extension and no name is requested"
    case (.attributeMalformed, _): "the attribute is lost"
    case (.attributeRepeated, _): "only the first is read"
    case (.attributeValueCount, _): "only the first value is read, if there is one"
    case (.nameMalformed, _): "this part of the subject is lost"
    default: openSSLDecodes ? "OpenSSL accepts it, but stricter decoders refuse it" : "OpenSSL refuses the request"
    }
  }
}

extension Range<Int> {
  /// Whether it contains all positions of another range.
  fileprivate func encloses(_ other: Range<Int>) -> Bool {
    lowerBound <= other.lowerBound && other.upperBound <= upperBound
  }
}

/// Where extensions are specified, and the type of an extension that cannot be read.
private enum ExtensionSection {
  static let table: [String: String] = [
    "2.5.29.14": "RFC 5280 §4.2.1.2", "2.5.29.15": "RFC 5280 §4.2.1.3", "2.5.29.17": "RFC 5280 §4.2.1.6",
    "2.5.29.18": "RFC 5280 §4.2.1.7", "2.5.29.19": "RFC 5280 §4.2.1.9", "2.5.29.30": "RFC 5280 §4.2.1.10",
    "2.5.29.31": "RFC 5280 §4.2.1.13", "2.5.29.32": "RFC 5280 §4.2.1.4", "2.5.29.35": "RFC 5280 §4.2.1.1",
    "2.5.29.37": "RFC 5280 §4.2.1.12", "1.3.6.1.5.5.7.1.1": "RFC 5280 §4.2.2.1",
    "1.3.6.1.5.5.7.1.24": "RFC 7633 §4.1",
  ]

  /// The OBJECT IDENTIFIER at the start of a SEQUENCE whose content may be cut off.
  static func type(at start: Int, in bytes: Span<UInt8>) -> OIDReference? {
    guard start + 2 < bytes.count, bytes[start] == 0x30 else { return nil }
    let first = bytes[start + 1]
    let content = start + 2 + (first >= 0x80 ? Int(first & 0x7F) : 0)
    guard content + 2 < bytes.count, bytes[content] == 0x06, bytes[content + 1] < 0x80 else { return nil }
    let end = content + 2 + Int(bytes[content + 1])
    guard end <= bytes.count, end > content + 2 else { return nil }
    return OIDReference(content + 2..<end, in: bytes)
  }
}
