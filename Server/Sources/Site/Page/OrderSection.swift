// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit

/// The order: product, merge mode, the parameters that apply, the prediction and the effective order.
struct OrderSection {
  let form: PageForm
  let entries: [PageEntry]

  private var selection: ProductSelection? { form.order.selection }

  var html: HTML {
    """
    <section id="order" aria-labelledby="order-title">
    <h2 id="order-title">Order</h2>
    <div class="pair">\(product)
    <div id="addons" data-key="\(selection.map { String($0.certificate.code) } ?? "")">\(trustLogos)</div>\(mode)</div>
    <div id="fields" data-key="\(form.order[.product] ?? "")">\(fields)</div>
    </section>
    """
  }

  private var product: HTML {
    let groups = ProductKind.allCases.filter(\.isCertificate).map { kind in
      let options = ProductCatalog.all.filter { $0.kind.value == kind }.map { product -> HTML in
        let isChosen = selection?.certificate == product
        return "<option value=\"\(product.code)\"\("selected", if: isChosen)>\(product.name) · \(product.code)</option>"
      }
      return "<optgroup label=\"\(kind.rawValue)\">\(HTML.join(options))</optgroup>" as HTML
    }
    return """
      <div class="field"><label for="p-product">Product <code>product</code></label>
      <select id="p-product" name="product"><option value="">Choose a product</option>\
      \(HTML.join(groups))</select>
      \(selection?.certificate.note.map { "<p class=\"hint\">\($0)</p>" as HTML })</div>
      """
  }

  /// The TrustLogos that can be ordered with the product.
  private var trustLogos: HTML? {
    guard let selection, !selection.certificate.addOns.value.isEmpty else { return nil }
    let facts = selection.certificate.addOns
    let boxes = facts.value.compactMap { code in ProductCatalog.all.first { $0.code == code } }.map { logo -> HTML in
      let isChosen = selection.addOns.contains { $0.code == logo.code }
      return """
        <label class="check"><input type="checkbox" name="\(PageForm.FieldName.trustLogo)" value="\(logo.code)"\
        \("checked", if: isChosen)> \(logo.name) <code>\(logo.code)</code></label>
        """
    }
    let mark: HTML = facts.certainty == .documented ? "" : " <span class=\"mark\">\(facts.certainty.name)</span>"
    return "<fieldset class=\"checks\"><legend>TrustLogo\(mark)</legend>\(HTML.join(boxes))</fieldset>"
  }

  private var mode: HTML {
    let row = ParameterName.prioritiseCSRValues.parameter
    let chosen = form.order[.prioritiseCSRValues] ?? MergeMode.standard.rawValue
    let options = row.choices.map { choice -> HTML in
      "<option value=\"\(choice.value)\"\("selected", if: choice.value == chosen)>\(choice.value): \(choice.meaning)</option>"
    }
    return """
      <div class="field">\
      <label for="p-mode">If the CSR and the form both have a value <code>\(row.spelling)</code></label>
      <select id="p-mode" name="\(row.spelling)">\(HTML.join(options))</select></div>
      """
  }

  private var fields: HTML {
    guard let selection else {
      return
        "<p class=\"note\">Choose a product to see its parameters, the effective order and the predicted result.</p>"
    }
    let needed = entries.flatMap { $0.check.needed }
    let groups = ParameterGroup.allCases.compactMap { group in
      ParameterFields(
        group: group, selection: selection, form: form.order, needed: needed, order: entries.first?.check.effective
      ).html
    }
    return """
      <fieldset class="parameters"><legend>Parameters</legend>
      \(HTML.join(groups))</fieldset>
      <p><button type="submit">Check</button></p>
      """
  }
}
