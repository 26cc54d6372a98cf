// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit
internal import Preflight

/// What to publish for each name: the file to download, the record to copy.
struct PublishSection {
  let entries: [PageReading.Entry]

  var html: HTML {
    guard !entries.isEmpty else {
      return """
        <section id="publish" aria-labelledby="publish-title"><h2 id="publish-title">Publish</h2>
        <p class="note">The file or the record that proves control of each name.</p></section>
        """
    }
    return """
      <section id="publish" aria-labelledby="publish-title">
      <h2 id="publish-title">Publish</h2>
      <p class="note">To prove control of each name, publish one of these before you order. The tokens belong to exactly
      this request: a new one needs new tokens.</p>
      \(HTML.join(entries.enumerated().map { plan($1, at: $0) }))
      </section>
      """
  }

  private func plan(_ entry: PageReading.Entry, at index: Int) -> HTML {
    let heading: HTML = entries.count == 1 ? "" : "<h3>\(entry.title)</h3>"
    switch entry.plan {
    case .failure(let error):
      return "<article class=\"plan\">\(heading)<p class=\"failure\">\(error.description)</p></article>"
    case .success(let plan):
      return """
        <article class="plan">\(heading)\(remark(entry))\(download(plan, at: index))
        \(HTML.join(shared(plan)))\(HTML.join(plan.names.map(proof)))</article>
        """
    }
  }

  /// Whoever publishes for a request that cannot be ordered does it twice.
  private func remark(_ entry: PageReading.Entry) -> HTML? {
    guard entry.report.findings.contains(where: { $0.severity == .error }) else { return nil }
    return "<p class=\"failure\">Fix the request first: a new request has different tokens.</p>"
  }

  /// The file is the same for every name of a request, at its own address for each.
  private func download(_ plan: ValidationPlan, at index: Int) -> HTML? {
    guard let file = plan.file else { return nil }
    return """
      <div class="proof"><h4>The file</h4>
      <p><code>\(plan.token.fileName)</code>, the same for every name that a file proves.</p>
      <pre class="value">\(lines: file.body)</pre>
      <p class="buttons"><button type="submit" formaction="/proof?request=\(index)">Download the file</button>
      \(copy("Copy", file.body, " the file’s content"))</p></div>
      """
  }

  /// The records that prove several names each, where a record can take the place of their files.
  private func shared(_ plan: ValidationPlan) -> [HTML] {
    let positions = plan.names.indices.filter { index in
      let name = plan.names[index]
      return name.record != nil && (name.method == .cname || name.method.usesFile)
    }
    return plan.records(for: positions).filter { $0.proves.count > 1 }.map { record in
      let names = record.proves.prefix(5).map { plan.names[$0].name.ascii }.joined(separator: ", ")
      let rest = record.proves.count - 5
      let more: HTML = rest > 0 ? " and \(rest) more" : ""
      return """
        <div class="proof"><h4>One record for \(record.proves.count) names</h4>
        <p>By <code>CNAME_CSR_HASH</code> it alone proves \(names)\(more).</p>
        \(fields(record.owner, record.target, of: "\(record.proves.count) names"))</div>
        """
    }
  }

  private func proof(_ name: NamePlan) -> HTML {
    let shown = name.name.unicode == name.name.ascii ? name.name.ascii : "\(name.name.ascii) (\(name.name.unicode))"
    var html: HTML = "<div class=\"proof\"><h4>\(shown)</h4>"
    if let obstacle = name.obstacle {
      html += "<p class=\"failure\">\(name.method.title): \(obstacle.description).</p>"
    }
    if let file = name.file { html += "<p>Serve the file at</p><p><code class=\"value\">\(file.url)</code></p>" }
    if name.method == .email, let mail = name.email {
      let addresses = (mail.chosen.map { [$0] } ?? mail.addresses).map { "<li><code>\($0)</code></li>" as HTML }
      html += "<p>The CA writes to</p><ul class=\"plain\">\(HTML.join(addresses))</ul>"
    }
    if name.method == .txt, let txt = name.txt {
      html +=
        "<p>A TXT record with the value that the CA sends, at <code class=\"value\">\(txt.owners.first ?? "")</code></p>"
    } else if let record = name.record {
      html +=
        name.method == .cname ? "<p>Publish the record</p>" : "<p>or, by <code>CNAME_CSR_HASH</code>, the record</p>"
      html += fields(record.owner, record.target, of: name.name.ascii)
    }
    html += "</div>"
    return html
  }

  /// A record as panels ask for it, field by field, and as a line of a zone.
  private func fields(_ owner: String, _ target: String, of names: String) -> HTML {
    """
    <dl class="record"><div><dt>Name</dt><dd>\(owner)</dd></div><div><dt>Type</dt><dd>CNAME</dd></div>
    <div><dt>Value</dt><dd>\(target)</dd></div></dl>
    <p class="buttons">\(copy("Copy name", owner, " for \(names)")) \(copy("Copy value", target, " for \(names)"))
    \(copy("Copy record", "\(owner) CNAME \(target)", " for \(names)"))</p>
    """
  }

  /// A button that the script shows; without it, the text beside can be marked.
  ///
  /// - Parameter rest: what its name for a screen reader has behind the label.
  private func copy(_ label: HTML, _ text: String, _ rest: String) -> HTML {
    """
    <button type="button" class="copy" data-copy="\(lines: text)" aria-label="\(label)\(rest)" hidden>\(label)</button>
    """
  }
}
