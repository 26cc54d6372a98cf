// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit
internal import Preflight

/// The CA's answer to an order.
struct AnswerReading {
  /// The answer, or why it is none; nil for a private key.
  let result: Result<OrderResponse, OrderResponseError>?
  var hasPrivateKey: Bool { result == nil }

  /// Nil if the form has no answer.
  init?(_ form: PageForm, order: OrderForm?, with inspector: DatedInspector) {
    guard !form.answer.allSatisfy(\.isWhitespace) else { return nil }
    let bytes = Array(form.answer.utf8)
    guard !inspector.hasPrivateKey(bytes) else {
      result = nil
      return
    }
    result = Result { () throws(OrderResponseError) in
      try OrderResponse(decoding: bytes, answering: order ?? form.order)
    }
  }

  /// What happened, as a title.
  var title: String {
    switch result {
    case .success(let response)? where response.isSuccess:
      response.orderNumber.map { "Order \($0) was placed" } ?? "The order was placed"
    case .success(let response)?: "The CA refused the order with error \(response.errorCode)"
    case .failure?: "This is not a complete answer to an order"
    case nil: "A private key is not an answer"
    }
  }
}

/// The issued certificate, compared with the request that it belongs to.
struct CertificateReading {
  enum Outcome {
    case compared(Comparison, with: String)
    /// Why there is nothing to compare, as a sentence.
    case nothing(String)
    case privateKey
  }

  let outcome: Outcome
  var hasPrivateKey: Bool { if case .privateKey = outcome { true } else { false } }

  /// Nil if the form has no certificate.
  init?(_ form: PageForm, entries: [PageEntry], with inspector: DatedInspector) {
    guard !form.certificate.allSatisfy(\.isWhitespace) else { return nil }
    let bytes = Array(form.certificate.utf8)
    outcome = CertificateReading.outcome(bytes, entries, inspector)
  }

  private static func outcome(_ bytes: [UInt8], _ entries: [PageEntry], _ inspector: DatedInspector) -> Outcome {
    guard !inspector.hasPrivateKey(bytes) else { return .privateKey }
    guard let chain = IssuedChain(reading: bytes) else {
      return .nothing("The text contains no certificate. Copy it again, from its BEGIN line to its END line.")
    }
    let comparisons = entries.compactMap { entry in
      RequestedCertificate(reading: entry.report.der, form: entry.check.effective.form).map {
        (Comparison(of: chain, with: $0, on: inspector.day), entry.title)
      }
    }
    guard let first = comparisons.first else {
      return .nothing("Paste the CSR that the certificate was ordered with as well, to compare the two.")
    }
    let matching = comparisons.first { pair in !pair.0.differences.contains { $0.kind == "key-differs" } }
    let (comparison, name) = matching ?? first
    return .compared(comparison, with: name)
  }

  /// The result, as a title.
  var title: String {
    switch outcome {
    case .compared(let comparison, _) where comparison.isAsOrdered: "The certificate is as ordered"
    case .compared: "The certificate is not as ordered"
    case .nothing: "The certificate cannot be compared"
    case .privateKey: "A private key is not a certificate"
    }
  }
}

extension DatedInspector {
  fileprivate func hasPrivateKey(_ input: [UInt8]) -> Bool { inspect(input, name: "-").hasPrivateKey }
}
