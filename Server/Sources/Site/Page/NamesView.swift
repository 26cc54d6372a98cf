// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit
internal import Preflight

/// The names of a request: what to publish for them, then a table with a row for each name.
struct NamesView {
  let entry: PageEntry
  let index: Int
  let isAlone: Bool

  /// A form must not have too many fields, so that further names have no choice of their own.
  private static let choiceLimit = 400

  var html: HTML {
    let title: HTML
    let body: HTML
    switch entry.plan {
    case .failure(let error):
      title = "No name can be validated"
      body = "<p class=\"failure\">\(Sentence.of(error.description))</p>"
    case .success(let plan):
      let publishable = entry.publishable
      title = "\(self.title(plan, publishable))"
      body = """
        \(remark(plan))\(publishable.map { PublishView(plan: $0, index: index).html })
        \(table(plan, publishable))
        """
    }
    return """
      <section id="names-\(index)" class="names">\(Heading.html(title, isAlone: isAlone))\(body)</section>
      """
  }

  private func title(_ plan: ValidationPlan, _ publishable: ValidationPlan?) -> String {
    let total = plan.names.count + plan.invalidNames.count
    let proven = publishable?.names.count ?? 0
    guard let publishable else { return total == 1 ? "The name cannot be certified" : "No name can be certified" }
    if proven < total {
      return "\(total - proven) of \(PageSummary.count(total, "name")) cannot be certified as ordered"
    }
    return "\(PageSummary.count(total, "name")): \(PublishView.effort(publishable))"
  }

  /// Publishing for a request with errors would have to be repeated.
  private func remark(_ plan: ValidationPlan) -> HTML? {
    if let warning = plan.warning { return "<p class=\"failure\">\(Sentence.of(warning))</p>" }
    guard entry.report.findings.contains(where: { $0.severity == .error }) else { return nil }
    return "<p class=\"failure\">Fix the CSR first: a new CSR has different files and records.</p>"
  }

  /// Whether the order has a method for each name, chosen here.
  private var hasChoices: Bool {
    let isList = entry.check.effective.selection?.certificate.isMultiDomain ?? true
    return isList && !entry.isDecidedByForm && index == 0
  }

  private func table(_ plan: ValidationPlan, _ publishable: ValidationPlan?) -> HTML {
    let findings = entry.findingsByName
    let places = PublishView.places(publishable)
    let rows = plan.names.enumerated().map { position, name in
      NameRow(
        name: name, findings: findings[name.name.ascii] ?? [], record: places[name.name.ascii], index: index,
        hasChoice: hasChoices && position < NamesView.choiceLimit, chosen: entry.methods.names[name.name.ascii]
      ).html
    }
    let invalid = plan.invalidNames.map { name -> HTML in
      """
      <tr role="row" class="bad"><th role="rowheader" scope="row" class="value">\(name.text)</th>\
      <td role="cell"></td><td role="cell"></td>\
      <td role="cell"><strong class="word">Not certified.</strong> \(Sentence.of(name.reason))</td></tr>
      """
    }
    let filter: HTML? =
      rows.count + invalid.count <= 8
      ? nil
      : """
      <p class="filter" hidden><label for="filter-\(index)">Filter names</label>
      <input id="filter-\(index)" type="search" data-filter="table-\(index)" autocomplete="off"></p>
      """
    return """
      <div class="tools">\(commonMethod)\(filter)</div>
      <table class="stack" role="table" id="table-\(index)"><thead role="rowgroup"><tr role="row">
      <th role="columnheader" scope="col">Name</th><th role="columnheader" scope="col">Method</th>
      <th role="columnheader" scope="col">What proves it</th>
      <th role="columnheader" scope="col">Problem</th></tr></thead>
      <tbody role="rowgroup">\(HTML.join(rows + invalid))</tbody></table>
      """
  }

  /// The choice for all names, once for the page.
  private var commonMethod: HTML? {
    if entry.isDecidedByForm { return "<p class=\"note\">The order’s parameters choose the method.</p>" }
    guard index == 0 else { return nil }
    let options = ValidationMethod.allCases.map { method -> HTML in
      "<option value=\"\(method.option)\"\("selected", if: entry.methods.common == method)>\(method.title)</option>"
    }
    return """
      <p class="common"><label for="methods">Prove all names by</label>
      <select id="methods" name="\(PageForm.FieldName.commonMethod)">\
      <option value="">as few records as possible</option>\
      \(HTML.join(options))</select></p>
      """
  }
}

/// One row of the table of names.
struct NameRow {
  let name: NamePlan
  let findings: [Finding]
  /// The number of the record that proves the name, from 1.
  let record: Int?
  let index: Int
  let hasChoice: Bool
  /// The method that was chosen for this name; nil for that of all names.
  let chosen: ValidationMethod?

  private var error: Finding? { findings.first { $0.severity == .error } }

  var html: HTML {
    let isBad = error != nil || !name.isPossible
    return """
      <tr role="row"\("class=\"bad\"", if: isBad)><th role="rowheader" scope="row" class="value">\(title)</th>\
      <td role="cell">\(error == nil ? choice : nil)</td><td role="cell">\(isBad ? nil : proof)</td>\
      <td role="cell">\(problem)</td></tr>
      """
  }

  private var title: HTML {
    let unicode: HTML? = name.name.unicode == name.name.ascii ? nil : "<span>\(name.name.unicode)</span>"
    let optional: HTML? = name.isOptional ? "<span>added by the CA; optional</span>" : nil
    return "\(name.name.ascii)\(unicode)\(optional)"
  }

  private var choice: HTML {
    guard hasChoice else { return "\(name.method.title)" }
    let common: HTML = chosen == nil ? "\(name.method.title), like all" : "like all names"
    let options = name.options.filter { $0.obstacle == nil }.map { option -> HTML in
      let isChosen = option.method == chosen
      return "<option value=\"\(option.method.option)\"\("selected", if: isChosen)>\(option.method.title)</option>"
    }
    let id = "\(PageForm.FieldName.methodPrefix)\(name.name.ascii)"
    return """
      <select id="\(id)" name="\(id)" aria-label="Method for \(name.name.ascii)">\
      <option value="">\(common)</option>\(HTML.join(options))</select>
      """
  }

  private var proof: HTML? {
    if let file = name.file {
      return "<code>\(file.url)</code> \(CopyButton.html("Copy URL", file.url, " for \(name.name.ascii)"))"
    }
    if name.cname != nil, let record {
      return "<a href=\"#record-\(index)-\(record)\">CNAME record \(record)</a>"
    }
    if let mail = name.email {
      let addresses = (mail.chosen.map { [$0] } ?? mail.addresses).map { "<li><code>\($0)</code></li>" as HTML }
      return """
        <details><summary>an email to \(addresses.count == 1 ? "an address" : "one of \(addresses.count) addresses")\
        </summary><ul class="plain">\(HTML.join(addresses))</ul></details>
        """
    }
    guard name.method == .txt, let owner = name.txt?.owners.first else { return nil }
    return """
      TXT record at <code>\(owner)</code> with the value from the CA \
      \(CopyButton.html("Copy name", owner, " of the TXT record for \(name.name.ascii)"))
      """
  }

  private var problem: HTML? {
    if let error {
      return """
        <strong class="word">Not certified.</strong> \(Sentence.of(error.message)) <span class="fix">\
        \(Sentence.of(error.fix))</span>
        """
    }
    if let obstacle = name.obstacle { return "\(Sentence.of(obstacle.description))" }
    return findings.first { $0.severity == .warning }.map { "\(Sentence.of($0.message))" }
  }
}
