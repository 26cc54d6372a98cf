// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
internal import OpenSSLBridge
internal import PKCS10

/// What was ordered: a CSR, an old certificate, or an order form with or without the CSR.
public struct RequestedCertificate: Sendable {
  /// The canonical public key; nil if the order has none.
  let key: [UInt8]?
  /// The names, in order; nil if the order does not say.
  let names: [String]
  /// The names that the CA adds.
  let added: [String]
  let commonName: String?
  let subject: [(oid: String, name: String, value: String)]
  /// The requested extensions as text, by name.
  let extensions: [String: String]
  /// The ordered product; nil if it is unknown.
  let product: Product?
  /// The ordered term in days; nil if it is unknown.
  let days: Int?

  /// Reads what was ordered.
  ///
  /// - Parameters:
  ///   - input: a CSR, certificate or order form.
  ///   - form: the order form, which may contain the CSR.
  /// - Returns: nil if the input is none of these.
  public init?(reading input: [UInt8], form: OrderForm = OrderForm()) {
    self.init(span: input.span, form: form)
  }

  /// Reads what was ordered from a form, which may contain the CSR; nil if it is empty.
  public init?(form: OrderForm) {
    self.init(found: (nil, nil), form: form)
  }

  package init?(span input: Span<UInt8>, form given: OrderForm) {
    var form = given
    let found = RequestedCertificate.objects(in: input)
    if found.request == nil, found.certificate == nil {
      guard let read = try? OrderForm(reading: input), read.fields.contains(where: { $0.parameter != nil })
      else { return nil }
      form.complete(with: read)
    }
    self.init(found: found, form: form)
  }

  private init?(found given: (request: CertificationRequest?, certificate: Certificate?), form: OrderForm) {
    var found = given
    if found.request == nil, found.certificate == nil, let text = form[.csr], !text.isEmpty {
      found = RequestedCertificate.objects(in: Array(text.utf8).span)
    }
    guard found.request != nil || found.certificate != nil || !form.fields.isEmpty else { return nil }
    self.init(found.request, found.certificate, form)
  }

  private static func objects(in input: Span<UInt8>) -> (request: CertificationRequest?, certificate: Certificate?) {
    var found: (request: CertificationRequest?, certificate: Certificate?) = (nil, nil)
    ObjectScanner.scan(input) { object, bytes in
      guard found.request == nil, found.certificate == nil else { return }
      let der = bytes.indices.map { bytes[$0] }
      if object.kind == .request { found.request = try? CertificationRequest(der: der) }
      if object.kind == .certificate { found.certificate = try? Certificate(der: der) }
      if object.kind == .other(.pkcs7) {
        let all = CertificateBag.certificates(bytes).compactMap { try? Certificate(der: $0) }
        found.certificate = all.first { !$0.isCA } ?? all.first
      }
    }
    if found.request == nil, found.certificate == nil {
      let armored = Armor.read(input, proof: { _ in false }).requests.first
      found.request = armored.flatMap { try? CertificationRequest(der: $0.der) }
    }
    return found
  }

  private init(_ request: CertificationRequest?, _ certificate: Certificate?, _ form: OrderForm) {
    let der = request?.der ?? certificate?.der ?? []
    let bytes = der.span
    key = (request?.publicKey ?? certificate?.publicKey).map { KeyReader.canonical(bytes.extracting($0.range)) }
    let order = EffectiveOrder(form: form, request: request.map { RequestValues($0) }, fold: NameFold.fold)
    product = order.selection?.certificate
    days = order.value(.days).flatMap { Int($0) } ?? order.value(.years).flatMap { Int($0) }.map { $0 * 365 }
    let attributes = request?.subject ?? certificate?.subject ?? []
    let alternatives = request?.subjectAlternativeNames ?? certificate?.subjectAlternativeNames ?? []
    let given = attributes.first { $0.oid.known == .commonName }?.displayText(in: bytes)
    var names = ComparedName.all(alternatives, in: bytes).map(\.text)
    if let given, !names.contains(NameFold.fold(given)) { names.insert(given, at: 0) }
    // The form decides which names the product takes.
    let isOrder = product != nil || request == nil && certificate == nil
    self.names = isOrder ? order.names.domains.filter { $0.origin != .default }.map(\.folded) : names
    added = isOrder ? order.names.added.map(\.value) : []
    commonName = isOrder ? order.names.commonName : given
    subject = RequestedCertificate.subject(attributes, order, in: bytes)
    let extensions = request?.extensions ?? certificate?.extensions ?? []
    self.extensions = Dictionary(
      extensions.map { ($0.oid.label(in: bytes), $0.displayText(in: bytes)) }, uniquingKeysWith: { first, _ in first })
  }

  /// The values of the form where it has some, and those of the request.
  private static func subject(
    _ attributes: [NameAttribute], _ order: EffectiveOrder, in bytes: Span<UInt8>
  ) -> [(oid: String, name: String, value: String)] {
    let parameters: [(ParameterName, String)] = [
      (.countryName, "2.5.4.6"), (.stateOrProvinceName, "2.5.4.8"), (.localityName, "2.5.4.7"),
      (.postalCode, "2.5.4.17"), (.organizationName, "2.5.4.10"),
    ]
    var fields = ComparedField.all(attributes, in: bytes).map { ($0.oid, $0.name, $0.value) }
    for (parameter, oid) in parameters {
      let field = order[parameter]
      guard field.origin == .parameter, let value = field.value else { continue }
      let name = KnownOID.find(dotted: oid)?.name ?? oid
      fields.removeAll { $0.0 == oid }
      fields.append((oid, name, value))
    }
    return fields
  }
}
