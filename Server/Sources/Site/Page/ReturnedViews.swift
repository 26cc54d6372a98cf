// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit
internal import Preflight

/// What came back from the CA: the answer to the order, and the certificate.
struct ReturnedViews {
  let reading: PageReading

  var html: HTML { "\(reading.answer.map(answer))\(reading.certificate.map(certificate))" }

  private func answer(_ answer: AnswerReading) -> HTML {
    let body: HTML
    switch answer.result {
    case .success(let response)?:
      let facts: [(String, String?)] = [
        ("Message", response.errorMessage), ("Item", response.errorItem), ("Detail", response.errorDetail),
        ("Order number", response.orderNumber), ("Cost", response.totalCost),
        ("Certificate ID", response.certificateID), ("Status", response.certificateStatus),
        ("Unique value", response.uniqueValue),
      ]
      let rows = facts.compactMap { label, value in
        value.map { "<div><dt>\(label)</dt><dd>\($0)</dd></div>" as HTML }
      }
      body = "<p>\(response.explanation)</p><dl class=\"facts\">\(HTML.join(rows))</dl>"
    case .failure(let error)?: body = "<p class=\"failure\">\(Sentence.of(error.description))</p>"
    case nil: body = "<p class=\"failure\">Paste what AutoApplySSL returned, never a private key.</p>"
    }
    return "<section id=\"answer-result\" class=\"returned\"><h2>\(answer.title)</h2>\(body)</section>"
  }

  private func certificate(_ certificate: CertificateReading) -> HTML {
    let body: HTML
    switch certificate.outcome {
    case .compared(let comparison, let name):
      let differences = Severity.allCases.reversed().flatMap { severity in
        comparison.differences.filter { $0.severity == severity }
      }
      let none: HTML? = differences.isEmpty ? "<p>No differences.</p>" : nil
      body = """
        <p>Compared with the CSR for \(name).</p>\(none)
        <ul class="findings">\(HTML.join(differences.map(difference)))</ul>
        """
    case .nothing(let sentence): body = "<p class=\"failure\">\(sentence)</p>"
    case .privateKey: body = "<p class=\"failure\">Paste the certificate, never the private key.</p>"
    }
    return "<section id=\"certificate-result\" class=\"returned\"><h2>\(certificate.title)</h2>\(body)</section>"
  }

  private func difference(_ difference: Comparison.Difference) -> HTML {
    let has = difference.value.map { "<div><dt>Certificate</dt><dd>\($0)</dd></div>" as HTML }
    let ordered = difference.expected.map { "<div><dt>Ordered</dt><dd>\($0)</dd></div>" as HTML }
    return """
      <li class="\(difference.severity.name)"><p><strong class="word">\(FindingsView.word(difference.severity))</strong>
      \(Sentence.of(difference.reason))</p><dl class="facts">\(has)\(ordered)</dl>
      <p class="source"><code>\(difference.kind)</code></p></li>
      """
  }
}

/// The report for a ticket: to copy, or to open without the script.
struct ReportView {
  var html: HTML {
    let formats: [(PageReport.Format, HTML)] = [(.text, "text"), (.markdown, "Markdown"), (.json, "JSON")]
    let buttons = formats.map { format, name -> HTML in
      """
      <button type="submit" class="copy" formaction="/report?format=\(format.rawValue)" data-fetch="yes" \
      aria-label="Copy the report as \(name)" hidden>Copy as \(name)</button>
      <button type="submit" formaction="/report?format=\(format.rawValue)" aria-label="Open the report as \(name)">\
      Open as \(name)</button>
      """
    }
    return """
      <section id="report"><h2>Report</h2>
      <p class="note">What is wrong, how to fix it and what to publish, for a ticket or a customer.</p>
      <p class="buttons">\(HTML.join(buttons))</p></section>
      """
  }
}
