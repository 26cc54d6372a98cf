// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit
internal import PKCS10
internal import Preflight

/// The page: paste, what is wrong, fix, what to publish; whole without its script.
struct Page {
  let form: PageForm
  /// What was read; nil before anything was sent.
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
    <p>Check a certificate signing request before you order.</p></header>
    <main>
    <form id="form" method="post" action="/" enctype="multipart/form-data">
    \(paste)
    \(wrong)
    \(OrderSection(form: form, entries: entries).html)
    \(PublishSection(entries: entries).html)
    </form>
    </main>
    <footer><p>The same answers for programs: <a href="/v1/openapi.json">JSON API</a>.
    Judged by the rules in force today, without a look at accounts or at the network.</p></footer>
    </body>
    </html>

    """
  }

  private var title: String {
    guard let first = entries.first else { return "CSRKit – check a signing request" }
    return "\(first.title) – CSRKit"
  }

  private var paste: HTML {
    """
    <section id="paste" aria-labelledby="paste-title">
    <h1 id="paste-title">Paste a request</h1>
    <label for="csr">One certificate signing request or many: PEM, Base64 or hexadecimal</label>
    <textarea id="csr" name="csr" rows="9" spellcheck="false" autocomplete="off" autocapitalize="off" \
    aria-describedby="privacy" placeholder="-----BEGIN CERTIFICATE REQUEST-----">
    \(lines: shownText)</textarea>
    <div class="row">
    <div class="file"><label for="file">or choose files, or drop them anywhere on this page</label>
    <input id="file" name="file" type="file" multiple></div>
    <button type="submit" class="main">Check</button>
    </div>
    <p id="status" role="status">\(reading.map(summary))</p>
    <p class="note" id="privacy">A request never leaves the machine that serves this page. It is neither kept nor
    logged, and nobody else is asked about it.</p>
    </section>
    """
  }

  /// What was pasted, and, in the place of files, the requests that they held, so that the next form has them all.
  /// Where a private key was pasted, only the requests are sent back.
  private var shownText: String {
    let keepsText = reading?.hasPrivateKey != true && !form.text.allSatisfy(\.isWhitespace)
    let requests = (reading?.reports ?? []).filter { !keepsText || $0.source.name != "pasted" }
      .map { $0.pem }
    return ((keepsText ? [form.text] : []) + requests).joined(separator: "\n")
  }

  private var wrong: HTML {
    guard let reading else {
      return """
        <section id="wrong" aria-labelledby="wrong-title"><h2 id="wrong-title">What is wrong</h2>
        <p class="note">The contents of each request, the errors that the CA would return, and how to fix them.</p></section>
        """
    }
    return """
      <section id="wrong" aria-labelledby="wrong-title">
      <h2 id="wrong-title">What is wrong</h2>
      \(warning(reading))
      \(HTML.join(reading.failures.map { "<p class=\"failure\">\($0)</p>" }))
      \(HTML.join(entries.map { RequestView(entry: $0, isAlone: entries.count == 1).html }))
      \(hidden(reading))
      </section>
      """
  }

  private func summary(_ reading: PageReading) -> HTML {
    let count = reading.entries.count
    guard count > 0 else { return "No request was found." }
    let errors = reading.entries.filter { $0.findings.first?.severity == .error }.count
    let warnings = reading.entries.filter { $0.findings.first?.severity == .warning }.count
    let requests: HTML = count == 1 ? "One request" : "\(count) requests"
    if errors == 0 && warnings == 0 { return "\(requests), no findings." }
    if count == 1 { return errors > 0 ? "\(requests), to be fixed before you order." : "\(requests), worth a look." }
    return "\(requests): \(errors) to be fixed, \(warnings) worth a look."
  }

  private func warning(_ reading: PageReading) -> HTML? {
    guard reading.hasPrivateKey else { return nil }
    return """
      <p class="alarm" role="alert"><strong>A private key is in what you pasted.</strong> Never send it to anyone, a CA
      included. If it has been sent anywhere, make a new key and a new request.</p>
      """
  }

  private func hidden(_ reading: PageReading) -> HTML? {
    guard reading.hidden > 0 else { return nil }
    return "<p class=\"note\">\(reading.hidden) more requests are not shown; use the API or csrkit batch.</p>"
  }
}
