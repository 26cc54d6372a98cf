// SPDX-License-Identifier: Apache-2.0
internal import CSRKit
internal import Preflight

/// The page: what to check and to order on one side, the results on the other. It works without its script.
struct Page {
  let form: PageForm
  /// The result of reading the form; nil before the form is submitted.
  let reading: PageReading?

  private var entries: [PageEntry] { reading?.entries ?? [] }

  var html: HTML {
    let summary = PageSummary(reading)
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(title(summary))</title>
      <link rel="stylesheet" href="/site.css">
      <link rel="icon" href="/icon.svg" type="image/svg+xml">
      <script src="/site.js" defer></script>
      </head>
      <body>
      <a class="skip" href="#result">Skip to the results</a>
      <main>
      <form id="form" method="post" action="/" enctype="multipart/form-data">
      <header id="bar" class="\(summary.state.rawValue)"><div><h1 id="title">\(summary.title)</h1>
      <p id="status" role="status">\(summary.counts)</p></div>
      <p id="advice">\(summary.advice ?? "")</p></header>
      <div id="work">
      <p class="brand"><strong>CSRKit</strong> Check a certificate signing request and prepare its order.</p>
      \(InputSection(form: form, reading: reading).html)
      \(OrderSection(form: form, entries: entries).html)
      \(ReturnSection(form: form, hasPrivateKey: reading?.hasPrivateKey == true).html)
      <footer><p>The rules in force today apply; accounts and the network are not checked. For programs, there is a
      <a href="/v1/openapi.json">JSON API</a>.</p></footer>
      </div>
      <div id="result" role="region" aria-label="Results" tabindex="0">\(result)</div>
      </form>
      </main>
      </body>
      </html>

      """
  }

  private func title(_ summary: PageSummary) -> String {
    ([summary.title] + entries.prefix(1).map(\.title) + ["CSRKit"]).joined(separator: " – ")
  }

  private var result: HTML {
    guard let reading else { return Page.introduction }
    return """
      \(ReturnedViews(reading: reading).html)\(failures(reading))
      \(HTML.join(entries.enumerated().map { EntryView(entry: $1, index: $0, isAlone: entries.count == 1).html }))
      \(hidden(reading))\(entries.isEmpty ? nil : ReportView().html)
      """
  }

  private static let introduction: HTML = """
    <section class="intro"><h2>What you get</h2>
    <ul class="plain"><li>What is wrong with the CSR, which error the CA will return, and how to fix it</li>
    <li>The file or DNS record that proves control of each name</li>
    <li>The order, ready to send, and a corrected CSR where one is needed</li>
    <li>What the CA’s answer means, and whether the certificate is what you ordered</li></ul></section>
    """

  private func failures(_ reading: PageReading) -> HTML? {
    guard reading.hasPrivateKey || !reading.failures.isEmpty else { return nil }
    let items = reading.failures.map { failure -> HTML in
      let advice = failure.advice.map {
        "<p class=\"fix\"><span class=\"word\">Fix</span> \(Sentence.of($0))</p>" as HTML
      }
      return
        """
        <li class="error failure"><p><strong class="word">Error</strong> \(Sentence.of(failure.message))</p>\(advice)</li>
        """
    }
    return """
      <section aria-labelledby="input-title"><h2 id="input-title">Input</h2>\(Page.alarm(reading))
      <ul class="findings">\(HTML.join(items))</ul></section>
      """
  }

  private static func alarm(_ reading: PageReading) -> HTML? {
    guard reading.hasPrivateKey else { return nil }
    return """
      <p class="alarm" role="alert"><strong>Your input contained a private key.</strong> It was removed. Never send a
      private key to anyone, including a CA. If anyone else may have seen it, generate a new key and a new CSR.</p>
      """
  }

  private func hidden(_ reading: PageReading) -> HTML? {
    guard reading.hidden > 0 else { return nil }
    let requests: HTML = reading.hidden == 1 ? "1 more CSR is" : "\(reading.hidden) more CSRs are"
    return "<p class=\"note\">\(requests) not shown; use the API or csrkit batch.</p>"
  }
}

/// A clause as a sentence.
enum Sentence {
  static func of(_ text: String) -> String {
    (text.first?.uppercased() ?? "") + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
  }
}
