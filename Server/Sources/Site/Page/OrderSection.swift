// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit

/// The order: product, merge mode, the parameters that apply, the prediction and the effective order.
struct OrderSection {
  let form: PageForm
  let entries: [PageReading.Entry]

  private var selection: ProductSelection? { form.order.selection }

  var html: HTML {
    """
    <section id="fix" aria-labelledby="fix-title">
    <h2 id="fix-title">Order</h2>
    <div class="pair">\(product)\(mode)</div>
    <div id="answers">\(HTML.join(checkable.map(prediction)))</div>
    <div id="fields" data-product="\(selection.map { String($0.certificate.code) } ?? "")">\(fields)</div>
    <div id="effective">\(HTML.join(checkable.map(effective)))</div>
    </section>
    """
  }

  /// The requests to check for the order: all, once a product is chosen.
  private var checkable: [PageReading.Entry] { selection == nil ? [] : entries }

  private var product: HTML {
    let groups = ProductKind.allCases.filter(\.isCertificate).map { kind in
      let options = ProductCatalog.all.filter { $0.kind.value == kind }.map { product -> HTML in
        let isChosen = selection?.certificate == product
        return "<option value=\"\(product.code)\"\("selected", if: isChosen)>\(product.name) · \(product.code)</option>"
      }
      return "<optgroup label=\"\(kind.rawValue)\">\(HTML.join(options))</optgroup>" as HTML
    }
    return """
      <div class="field"><label for="p-product">Product</label>
      <select id="p-product" name="product"><option value="">Choose a product</option>\
      \(HTML.join(groups))</select>
      \(selection?.certificate.note.map { "<p class=\"hint\">\($0)</p>" as HTML })</div>
      """
  }

  private var mode: HTML {
    let row = ParameterName.prioritiseCSRValues.parameter
    let chosen = form.order[.prioritiseCSRValues] ?? MergeMode.standard.rawValue
    let options = row.choices.map { choice -> HTML in
      "<option value=\"\(choice.value)\"\("selected", if: choice.value == chosen)>\(choice.value): \(choice.meaning)</option>"
    }
    return """
      <div class="field"><label for="p-mode">If the CSR and the form both have a value</label>
      <select id="p-mode" name="\(row.spelling)">\(HTML.join(options))</select></div>
      """
  }

  private var fields: HTML {
    guard let selection else {
      return
        "<p class=\"note\">Choose a product to see its parameters, the effective order and the predicted result.</p>"
    }
    let needed = Set(entries.flatMap { $0.check.needed.map(\.name) })
    let groups = ParameterGroup.allCases.compactMap { group in
      ParameterFields(
        group: group, selection: selection, form: form.order, needed: needed, order: entries.first?.check.effective
      ).html
    }
    return """
      <fieldset class="parameters"><legend>Order parameters</legend>
      \(HTML.join(groups))</fieldset>
      <p><button type="submit" class="main">Check</button></p>
      """
  }

  private func prediction(_ entry: PageReading.Entry) -> HTML {
    "<article class=\"answer\"><h3>Predicted result\(name(of: entry))</h3>\(PredictionView(check: entry.check).html)</article>"
  }

  private func effective(_ entry: PageReading.Entry) -> HTML {
    """
    <article class="answer"><h3>Effective order\(name(of: entry))</h3>
    \(EffectiveOrderView(order: entry.check.effective).html)</article>
    """
  }

  private func name(of entry: PageReading.Entry) -> HTML { entries.count == 1 ? "" : " for \(entry.title)" }
}
