// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit
internal import PKCS10
internal import Preflight

/// The page: input, findings, order and validation. It works without its script.
struct Page {
  let form: PageForm
  /// The result of reading the form; nil before the form is submitted.
  let reading: PageReading?

  private var entries: [PageReading.Entry] { reading?.entries ?? [] }

  var html: HTML {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(title)</title>
    <link rel="stylesheet" href="/site.css">
    <link rel="icon" href="/icon.svg" type="image/svg+xml">
    <script src="/site.js" defer></script>
    </head>
    <body>
    <header class="top"><p class="brand">CSRKit</p>
    <p>Check a certificate signing request (CSR) before you order a certificate.</p></header>
    <main>
    <form id="form" method="post" action="/" enctype="multipart/form-data">
    \(paste)
    \(wrong)
    \(OrderSection(form: form, entries: entries).html)
    \(PublishSection(entries: entries).html)
    </form>
    </main>
    <footer><p>For programs, there is a <a href="/v1/openapi.json">JSON API</a>.
    The rules in force today apply. Accounts and the network are not checked.</p></footer>
    </body>
    </html>

    """
  }

  private var title: String {
    guard let first = entries.first else { return "CSRKit – check a CSR" }
    return "\(first.title) – CSRKit"
  }

  private var paste: HTML {
    """
    <section id="paste" aria-labelledby="paste-title">
    <h1 id="paste-title">Paste a CSR</h1>
    <label for="csr">One or more certificate signing requests: PEM, Base64 or hexadecimal</label>
    <textarea id="csr" name="csr" rows="9" spellcheck="false" autocomplete="off" autocapitalize="off" \
    aria-describedby="privacy" placeholder="-----BEGIN CERTIFICATE REQUEST-----">
    \(lines: shownText)</textarea>
    <div class="row">
    <div class="file"><label for="file">Or choose files, or drop them anywhere on this page</label>
    <input id="file" name="file" type="file" multiple></div>
    <button type="submit" class="main">Check</button>
    </div>
    <p id="status" role="status">\(reading.map(summary))</p>
    <p class="note" id="privacy">Your CSR is processed on this server only. It is not stored, logged or sent to
    anyone else.</p>
    </section>
    """
  }

  /// The pasted text, followed by the requests of the files, so that the next form contains all of them.
  /// If the input contains a private key, only the requests are sent back.
  private var shownText: String {
    let keepsText = reading?.hasPrivateKey != true && !form.text.allSatisfy(\.isWhitespace)
    let requests = (reading?.reports ?? []).filter { !keepsText || $0.source.name != "pasted" }
      .map { $0.pem }
    return ((keepsText ? [form.text] : []) + requests).joined(separator: "\n")
  }

  private var wrong: HTML {
    guard let reading else {
      return """
        <section id="wrong" aria-labelledby="wrong-title"><h2 id="wrong-title">Findings</h2>
        <p class="note">The contents of each CSR, the errors that the CA will return, and how to fix them.</p></section>
        """
    }
    return """
      <section id="wrong" aria-labelledby="wrong-title">
      <h2 id="wrong-title">Findings</h2>
      \(warning(reading))
      \(HTML.join(reading.failures.map { "<p class=\"failure\">\($0)</p>" }))
      \(HTML.join(entries.map { RequestView(entry: $0, isAlone: entries.count == 1).html }))
      \(hidden(reading))
      </section>
      """
  }

  private func summary(_ reading: PageReading) -> HTML {
    let count = reading.entries.count
    guard count > 0 else { return "No CSR found." }
    let errors = reading.entries.filter { $0.findings.first?.severity == .error }.count
    let warnings = reading.entries.filter { $0.findings.first?.severity == .warning }.count
    let requests: HTML = count == 1 ? "1 CSR" : "\(count) CSRs"
    if errors == 0 && warnings == 0 { return "\(requests), no errors or warnings." }
    if count == 1, errors > 0 { return "\(requests) with errors: fix them before you order." }
    if count == 1 { return "\(requests) with warnings." }
    return "\(requests): \(errors) with errors, \(warnings) with warnings."
  }

  private func warning(_ reading: PageReading) -> HTML? {
    guard reading.hasPrivateKey else { return nil }
    return """
      <p class="alarm" role="alert"><strong>Your input contains a private key.</strong> Never send a private key to
      anyone, including a CA. If you have sent it to anyone, generate a new key and a new CSR.</p>
      """
  }

  private func hidden(_ reading: PageReading) -> HTML? {
    guard reading.hidden > 0 else { return nil }
    let requests: HTML = reading.hidden == 1 ? "1 more CSR is" : "\(reading.hidden) more CSRs are"
    return "<p class=\"note\">\(requests) not shown; use the API or csrkit batch.</p>"
  }
}
