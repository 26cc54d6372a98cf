// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit

/// The order, ready to be sent: as a curl command and as the body of the request.
struct SendView {
  let entry: PageEntry
  let index: Int
  let isAlone: Bool

  /// Nil without a product.
  var html: HTML? {
    guard let prepared = entry.prepared else { return nil }
    let curl = prepared.curl
    let body = SendView.body(prepared)
    return """
      <section id="send-\(index)" class="send">\(Heading.html("Send: \(title)", isAlone: isAlone))
      <details class="fold" id="request-body-\(index)"><summary>curl command and request body</summary>
      <p>Replace <code>\(PageEntry.loginName)</code> and <code>\(Secret.mask)</code> with the name and the password of
      your account. With <code>--data-urlencode loginPassword@password.txt</code>, curl reads the password from a file.</p>
      <h4>curl</h4><pre class="value" tabindex="0">\(lines: curl)</pre>
      <p class="buttons">\(CopyButton.html("Copy curl command", curl, ""))</p>
      <h4>Body of a POST request to <code>\(RequestBody.endpoint)</code></h4>
      <pre class="value" tabindex="0">\(lines: body)</pre>
      <p class="buttons">\(CopyButton.html("Copy body", body, ""))</p></details></section>
      """
  }

  private var title: HTML {
    if let prediction = entry.check.prediction { return "not yet, the CA will return \(prediction.errorCode)" }
    let missing = entry.missing.count
    if missing > 0 { return "not yet, \(PageSummary.count(missing, "value")) missing" }
    return entry.count(.error) > 0 ? "not yet, fix the problems first" : "ready"
  }

  /// The body with a mask that can be found and replaced.
  static func body(_ prepared: PreparedOrder) -> String {
    let masked = Secret.mask.map { _ in "%2A" }.joined()
    return String(decoding: prepared.maskedBody, as: UTF8.self)
      .replacing("loginPassword=\(masked)", with: "loginPassword=\(Secret.mask)")
  }
}

/// The commands that create a CSR with the corrected names and subject.
struct CorrectionView {
  let entry: PageEntry
  let index: Int
  let isAlone: Bool

  private var correction: CorrectedRequest { entry.correction }
  /// Whether the CSR must be created again.
  private var isNeeded: Bool { entry.report.findings.contains { $0.severity == .error } || isRefusedForNames }

  /// Whether the order is refused for a name, which a corrected CSR changes.
  private var isRefusedForNames: Bool {
    entry.findings.contains { $0.severity == .error } && !correction.changes.isEmpty
  }

  var html: HTML {
    let title: HTML = isNeeded ? "Create a corrected CSR" : "Create the CSR again"
    return """
      <section id="correct-\(index)" class="correct">\(Heading.html(title, isAlone: isAlone))
      <details class="fold"\("open", if: isNeeded)><summary>Commands for a new key and CSR</summary>\(content)</details>
      </section>
      """
  }

  private var content: HTML {
    let items = correction.changes.map { "<li>\(Sentence.of($0))</li>" as HTML }
    let changes: HTML? = items.isEmpty ? nil : "<ul class=\"plain\">\(HTML.join(items))</ul>"
    guard !correction.names.isEmpty else {
      return "\(changes)<p class=\"failure\">No name is left. Choose a public name that you control.</p>"
    }
    return """
      \(changes)<h4>With CSRKit, which checks the new CSR</h4>
      <pre class="value" tabindex="0">\(lines: correction.csrkitCommand)</pre>
      <p class="buttons">\(CopyButton.html("Copy csrkit command", correction.csrkitCommand, ""))</p>
      <h4>With OpenSSL</h4><pre class="value" tabindex="0">\(lines: correction.openSSLCommand)</pre>
      <p class="buttons">\(CopyButton.html("Copy openssl command", correction.openSSLCommand, ""))</p>
      """
  }
}
