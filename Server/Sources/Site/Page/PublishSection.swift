// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit
internal import Preflight

/// What to publish for each name: a file to download or a DNS record to copy.
struct PublishSection {
  let entries: [PageReading.Entry]

  var html: HTML {
    guard !entries.isEmpty else {
      return """
        <section id="publish" aria-labelledby="publish-title"><h2 id="publish-title">Domain validation</h2>
        <p class="note">The file or DNS record to publish to prove control of each name.</p></section>
        """
    }
    return """
      <section id="publish" aria-labelledby="publish-title">
      <h2 id="publish-title">Domain validation</h2>
      <p class="note">To prove control of each name, publish one of these before you order. They are valid for
      exactly this CSR: a new CSR needs new ones.</p>
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

  /// Publishing for a request with errors would have to be repeated.
  private func remark(_ entry: PageReading.Entry) -> HTML? {
    guard entry.report.findings.contains(where: { $0.severity == .error }) else { return nil }
    return "<p class=\"failure\">Fix the CSR first: a new CSR has different files and records.</p>"
  }

  /// The file is the same for all names of a request; each name has its own URL.
  private func download(_ plan: ValidationPlan, at index: Int) -> HTML? {
    guard let file = plan.file else { return nil }
    return """
      <div class="proof"><h4>Validation file</h4>
      <p><code>\(plan.token.fileName)</code>, the same for all names that are validated by a file.</p>
      <pre class="value">\(lines: file.body)</pre>
      <p class="buttons"><button type="submit" formaction="/proof?request=\(index)">Download file</button>
      \(copy("Copy", file.body, " file content"))</p></div>
      """
  }

  /// Records that validate several names each, as an alternative to files.
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
        <p>With <code>CNAME_CSR_HASH</code>, this record alone validates \(names)\(more).</p>
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
    if let file = name.file { html += "<p>Serve the file at:</p><p><code class=\"value\">\(file.url)</code></p>" }
    if name.method == .email, let mail = name.email {
      let addresses = (mail.chosen.map { [$0] } ?? mail.addresses).map { "<li><code>\($0)</code></li>" as HTML }
      html += "<p>The CA sends an email to:</p><ul class=\"plain\">\(HTML.join(addresses))</ul>"
    }
    if name.method == .txt, let txt = name.txt {
      html +=
        "<p>Publish a TXT record with the value that the CA provides: <code class=\"value\">\(txt.owners.first ?? "")</code></p>"
    } else if let record = name.record {
      html +=
        name.method == .cname
        ? "<p>Publish this record:</p>" : "<p>Or, with <code>CNAME_CSR_HASH</code>, publish this record:</p>"
      html += fields(record.owner, record.target, of: name.name.ascii)
    }
    html += "</div>"
    return html
  }

  /// A record by field, as DNS control panels ask for it, and as a line of a zone file.
  private func fields(_ owner: String, _ target: String, of names: String) -> HTML {
    """
    <dl class="record"><div><dt>Name</dt><dd>\(owner)</dd></div><div><dt>Type</dt><dd>CNAME</dd></div>
    <div><dt>Value</dt><dd>\(target)</dd></div></dl>
    <p class="buttons">\(copy("Copy name", owner, " for \(names)")) \(copy("Copy value", target, " for \(names)"))
    \(copy("Copy record", "\(owner) CNAME \(target)", " for \(names)"))</p>
    """
  }

  /// A button that only the script shows.
  ///
  /// - Parameter rest: completes the label for screen readers.
  private func copy(_ label: HTML, _ text: String, _ rest: String) -> HTML {
    """
    <button type="button" class="copy" data-copy="\(lines: text)" aria-label="\(label)\(rest)" hidden>\(label)</button>
    """
  }
}
