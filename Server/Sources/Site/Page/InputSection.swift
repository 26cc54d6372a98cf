// SPDX-License-Identifier: Apache-2.0
internal import CSRKit

/// The box for CSRs.
struct InputSection {
  let form: PageForm
  let reading: PageReading?

  var html: HTML {
    """
    <section id="paste" aria-labelledby="paste-title">
    <h2 id="paste-title">CSR</h2>
    <label for="csr">One or more certificate signing requests: PEM, Base64 or hexadecimal</label>
    <textarea id="csr" name="csr" rows="7" spellcheck="false" autocomplete="off" autocapitalize="off" \
    aria-describedby="privacy" placeholder="-----BEGIN CERTIFICATE REQUEST-----">
    \(lines: shownText)</textarea>
    <div class="row">
    <div class="file"><label for="file">Or choose files, or drop them anywhere on this page</label>
    <input id="file" name="file" type="file" multiple></div>
    <button type="submit" class="main">Check</button>
    </div>
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
}

/// The boxes for what comes back from the CA.
struct ReturnSection {
  let form: PageForm
  /// Whether the form has a private key: then no text is sent back.
  let hasPrivateKey: Bool

  var html: HTML {
    """
    <section id="returned" aria-labelledby="returned-title">
    <h2 id="returned-title">After the order</h2>
    \(box("The CA’s answer", PageForm.FieldName.answer, form.answer, "What AutoApplySSL returned, in either format."))
    \(box(
      "The certificate", PageForm.FieldName.certificate, form.certificate,
      "The certificate that was issued, to compare it with the CSR and the order. Paste no private key."))
    </section>
    """
  }

  private func box(_ title: HTML, _ name: String, _ text: String, _ hint: HTML) -> HTML {
    let text = hasPrivateKey ? "" : text
    return """
      <details class="group" id="group-\(name)"\("open", if: !text.isEmpty)><summary>\(title)</summary>
      <div class="grid"><div class="field"><label for="\(name)">\(title)</label>
      <textarea id="\(name)" name="\(name)" rows="5" spellcheck="false" autocomplete="off" autocapitalize="off" \
      aria-describedby="h-\(name)">
      \(lines: text)</textarea>
      <p class="hint" id="h-\(name)">\(hint)</p>
      <p><button type="submit">Explain</button></p></div></div></details>
      """
  }
}
