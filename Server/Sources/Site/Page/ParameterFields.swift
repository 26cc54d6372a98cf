// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

/// The input fields of one group of parameters: those of the catalog that apply to a product.
struct ParameterFields {
  let group: ParameterGroup
  let selection: ProductSelection
  let form: OrderForm
  let needed: [NeededParameter]
  /// The order of the first request, for the values of the CSR.
  let order: EffectiveOrder?

  /// Nil if no parameter of the group applies.
  var html: HTML? {
    let rows = ParameterCatalog.all.filter { row in
      row.group == group && ParameterFields.isShown(row.name) && row.applies(to: selection)
    }
    guard !rows.isEmpty else { return nil }
    let missing = rows.filter { row in needed.contains { $0.name == row.name && $0.contest == nil } }.count
    let given = rows.filter { form.contains($0.name) }.count
    let state: HTML =
      missing > 0
      ? " <span class=\"badge warning\">\(missing) required</span>" : given > 0 ? " <span>\(given) set</span>" : ""
    return """
      <details class="group" id="group-\(group.rawValue)"\("open", if: missing + given > 0)>
      <summary>\(group.title)\(state)</summary>
      <div class="grid">\(HTML.join(rows.map(field)))</div></details>
      """
  }

  /// Product and merge mode are above the groups; the account and the CSR have no field.
  private static func isShown(_ name: ParameterName) -> Bool {
    PageForm.isOffered(name) && name != .product && name != .prioritiseCSRValues
  }

  private func field(_ row: Parameter) -> HTML {
    return """
      <div class="field"><label for="p-\(row.spelling)">\(ParameterLabel.text(row.name)) \
      <code>\(row.spelling)</code>\(mark(row))</label>
      \(input(row))
      <p class="hint" id="h-\(row.spelling)">\(hint(row))</p></div>
      """
  }

  private func mark(_ row: Parameter) -> HTML? {
    guard let need = needed.first(where: { $0.name == row.name }) else { return nil }
    guard let contest = need.contest else { return " <span class=\"badge warning\">required</span>" }
    return " <span class=\"mark\">contested: \(contest.contradiction.title) omit it</span>"
  }

  private func input(_ row: Parameter) -> HTML {
    let value = form[row.name] ?? ""
    let attributes: HTML =
      "id=\"p-\(row.spelling)\" name=\"\(row.spelling)\" aria-describedby=\"h-\(row.spelling)\""
    if !row.choices.isEmpty {
      let known = row.choices
      var options: HTML = "<option value=\"\"></option>"
      for choice in known {
        options +=
          "<option value=\"\(choice.value)\"\("selected", if: choice.value == value)>\(choice.value): \(choice.meaning)</option>"
      }
      if !value.isEmpty, !known.contains(where: { $0.value == value }) {
        options += "<option selected>\(value)</option>"
      }
      return "<select \(attributes)>\(options)</select>"
    }
    if row.isList {
      return "<textarea \(attributes) rows=\"2\" spellcheck=\"false\" autocomplete=\"off\">\n\(lines: value)</textarea>"
    }
    let mode: HTML = row.type == .integer ? "numeric" : "text"
    return "<input \(attributes) value=\"\(value)\" inputmode=\"\(mode)\" autocomplete=\"off\" spellcheck=\"false\">"
  }

  private func hint(_ row: Parameter) -> HTML {
    var hint: HTML = "\(row.summary)"
    if let length = row.maximumLength, row.choices.isEmpty, length > 1 {
      hint += " At most \(length) characters."
    }
    if PageEntry.methodParameters.contains(row.name) {
      hint += " Leave it empty to use the methods chosen for the names."
    }
    if let fact = row.defaultValue {
      let certainty: HTML = fact.certainty == .documented ? "" : " (\(fact.certainty.name))"
      hint += " Default: <code>\(fact.value)</code>\(certainty)."
    }
    if let value = order?[row.name].csr, !value.isEmpty { hint += " Value in the CSR: <q>\(value)</q>." }
    return hint
  }
}
