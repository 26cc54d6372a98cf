// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit

/// The values and names of the order with their origins; a table that becomes a list on narrow screens.
struct EffectiveOrderView {
  let order: EffectiveOrder

  var html: HTML {
    """
    <table class="stack" role="table"><thead role="rowgroup"><tr role="row">
    <th role="columnheader" scope="col">Parameter</th><th role="columnheader" scope="col">Value</th>
    <th role="columnheader" scope="col">Origin</th></tr></thead>
    <tbody role="rowgroup">\(HTML.join(nameRows + fieldRows))</tbody></table>
    \(ignored)
    """
  }

  private var nameRows: [HTML] {
    let commonName = order.names.commonName.map { [row("common name", "\($0)", origin(order.names.origin))] } ?? []
    return commonName
      + order.names.domains.map { name in
        row("domain name", "\(name.folded)", name.origin == .default ? "added by the CA" : origin(name.origin))
      }
  }

  private var fieldRows: [HTML] {
    order.shownFields.compactMap { field in
      let name = field.name
      let other = field.origin == .csr ? field.parameter : field.origin == .parameter ? field.csr : nil
      guard let value = field.value else {
        guard let unused = field.csr ?? field.parameter, !unused.isEmpty else { return nil }
        return row(name.spelling, "none", "<q>\(unused)</q> is not used")
      }
      var from = origin(field.origin)
      if let length = field.truncatedFrom { from += ", truncated from \(length) characters" }
      if let other, !other.isEmpty { from += "; <q>\(other)</q> is not used" }
      return row(name.spelling, "\(value)", from)
    }
  }

  private var ignored: HTML? {
    guard !order.names.ignored.isEmpty else { return nil }
    let items = order.names.ignored.map { "<li>\($0.description)</li>" as HTML }
    return "<p>Names that the certificate will not contain:</p><ul class=\"plain\">\(HTML.join(items))</ul>"
  }

  private func row(_ label: String, _ value: HTML, _ from: HTML) -> HTML {
    """
    <tr role="row"><th role="rowheader" scope="row">\(label)</th><td role="cell" class="value">\(value)</td>\
    <td role="cell">\(from)</td></tr>
    """
  }

  private func origin(_ origin: ValueOrigin) -> HTML {
    switch origin {
    case .csr: "CSR"
    case .parameter: "form"
    case .both: "CSR and form"
    case .default: "default"
    case .absent: "not set"
    }
  }
}
