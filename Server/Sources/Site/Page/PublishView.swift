// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit

/// What to publish: the records and the file of a plan, other ways on demand, and downloads.
struct PublishView {
  let plan: ValidationPlan
  let index: Int

  var html: HTML {
    """
    \(note)\(HTML.join(records(plan.records, isLinked: true)))\(plan.file.map { file($0, of: plan) })
    \(alternatives)\(downloads)
    """
  }

  private var note: HTML? {
    guard !plan.records.isEmpty || plan.file != nil else { return nil }
    return """
      <p class="note">Publish this before you order. It is valid for exactly this CSR: a new CSR needs a new record or
      file.</p>
      """
  }

  /// The number of records, files and emails, in words.
  static func effort(_ plan: ValidationPlan) -> String {
    var parts: [String] = []
    let records = plan.records.count
    if records > 0 { parts.append("publish \(PageSummary.count(records, "record"))") }
    if let file = plan.file {
      parts.append((parts.isEmpty ? "publish " : "") + "1 file on \(PageSummary.count(file.proves.count, "host"))")
    }
    let emails = plan.names.count { $0.email != nil }
    if emails > 0 { parts.append("confirm \(PageSummary.count(emails, "email"))") }
    let values = plan.names.count { $0.method == .txt }
    if values > 0 { parts.append("publish \(PageSummary.count(values, "TXT record"))") }
    return parts.joined(separator: " and ")
  }

  /// The number of the record that proves each name, from 1, by the name in ASCII.
  static func places(_ plan: ValidationPlan?) -> [String: Int] {
    var places: [String: Int] = [:]
    guard let plan else { return places }
    for (number, record) in plan.records.enumerated() {
      for position in record.proves { places[plan.names[position].name.ascii] = number + 1 }
    }
    return places
  }

  private func records(_ records: [DNSRecord], isLinked: Bool) -> [HTML] {
    records.enumerated().map { number, record in
      let proven = record.proves.count == 1 ? record.domain : "\(record.proves.count) names under \(record.domain)"
      let id: HTML = isLinked ? " id=\"record-\(index)-\(number + 1)\"" : ""
      let label: HTML = " of the record for \(record.domain)"
      return """
        <div class="proof"\(id)><h4>CNAME record \(number + 1): \(proven)</h4>
        <dl class="record"><div><dt>Name</dt><dd>\(record.owner)</dd></div>
        <div><dt>Value</dt><dd>\(record.target)</dd></div></dl>
        <p class="buttons">\(CopyButton.html("Copy name", record.owner, label)) \
        \(CopyButton.html("Copy value", record.target, label))
        \(CopyButton.html("Copy record", "\(record.owner) CNAME \(record.target)", " for \(record.domain)"))</p></div>
        """
    }
  }

  /// The file is the same for all names of a request; each name has its own URL.
  private func file(_ file: PublishedFile, of plan: ValidationPlan) -> HTML {
    let urls = file.proves.compactMap { plan.names[$0].file?.url }
    let items = urls.map { "<li><code>\($0)</code></li>" as HTML }
    let list: HTML =
      urls.count <= 3
      ? "<ul class=\"plain\">\(HTML.join(items))</ul>"
      : """
      <details class="fold"><summary>\(urls.count) URLs</summary><ul class="plain">\(HTML.join(items))</ul></details>
      """
    return """
      <div class="proof"><h4>File <code>\(plan.token.fileName)</code></h4><p>Every host must serve it at its URL:</p>
      \(list)<pre class="value" tabindex="0">\(lines: file.body)</pre>
      <p class="buttons"><button type="submit" formaction="/proof?request=\(index)">Download file</button>
      \(CopyButton.html("Copy", file.body, " file content"))</p></div>
      """
  }

  /// The same names by a file instead of records, or the other way round.
  private var alternatives: HTML? {
    let ways: [(ValidationMethod, String)] = [(.cname, "CNAME records instead"), (.http, "A file instead")]
    let shown = ways.compactMap { method, title -> HTML? in
      guard !plan.names.allSatisfy({ $0.method == method || method == .http && $0.method == .https }) else {
        return nil
      }
      let other = plan.choosing(method)
      guard !other.names.isEmpty else { return nil }
      let rest = plan.names.count - other.names.count
      let body: HTML
      if method == .cname {
        body = HTML.join(records(other.records, isLinked: false))
      } else {
        body = "\(other.file.map { file($0, of: other) })"
      }
      let remark: HTML? = rest == 0 ? nil : "<p>Not possible for \(PageSummary.count(rest, "name")).</p>"
      return """
        <details class="fold" id="other-\(index)-\(method.option)">\
        <summary>\(title): \(PublishView.effort(other))</summary>
        <p>With <code>\(method.rawValue)</code>. Choose the method below to order with it.</p>\(remark)\(body)</details>
        """
    }
    return shown.isEmpty ? nil : HTML.join(shown)
  }

  private var downloads: HTML? {
    let formats = PublishingFormat.available(for: plan)
    let others = PublishingFormat.others(for: plan)
    guard !(formats + others).isEmpty else { return nil }
    let option = { (format: PublishingFormat) -> HTML in "<option value=\"\(format.id)\">\(format.title)</option>" }
    let more: HTML? =
      others.isEmpty ? nil : "<optgroup label=\"With another method\">\(HTML.join(others.map(option)))</optgroup>"
    let options: HTML = "\(HTML.join(formats.map(option)))\(more)"
    let zone = (try? Deployment.zone.text(of: plan)).map { text -> HTML in
      """
      <pre class="value" tabindex="0">\(lines: text)</pre>
      <p class="buttons">\(CopyButton.html("Copy zone lines", text, ""))</p>
      """
    }
    return """
      <details class="fold" id="downloads-\(index)"><summary>Download, or publish with a tool</summary>
      <div class="tools">\
      <p><button type="submit" formaction="/publish?request=\(index)&amp;format=zip">Download ZIP</button></p>
      <p><label for="format-\(index)">For</label> <select id="format-\(index)" \
      name="\(PageForm.FieldName.formatPrefix)\(index)">\(options)</select>
      <button type="submit" formaction="/publish?request=\(index)">Download</button></p></div>\(zone)</details>
      """
  }
}
