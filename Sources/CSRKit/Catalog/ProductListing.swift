// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

/// The catalog of products in the forms in which it is printed.
public enum ProductListing {
  /// A line a product, for a person.
  public static func text(style: Style) -> String {
    var text = ""
    var kind: ProductKind?
    for product in ProductCatalog.all {
      if product.kind.value != kind {
        text += (kind == nil ? "" : "\n") + style.strong(product.kind.value.rawValue) + "\n"
        kind = product.kind.value
      }
      let code = String(product.code)
      text += "  " + String(repeating: " ", count: 4 - code.count) + code + "  " + product.name
      text += style.faint("  " + facts(product).joined(separator: ", ")) + "\n"
      if let note = product.note { text += "        " + style.doubtful(note) + "\n" }
    }
    return text
  }

  private static func facts(_ product: Product) -> [String] {
    var facts: [String] = []
    if product.isCertificate { facts.append(product.coverage.value.title) }
    if product.isIntranet.value { facts.append("private names") }
    if product.ipAddresses.value == .listed { facts.append("IP addresses") }
    if product.wildcardNames.value { facts.append("wildcards among its names") }
    let logos = product.addOns.value.map(String.init).joined(separator: " or ")
    if !logos.isEmpty { facts.append("TrustLogo \(logos)") }
    return facts
  }

  /// An array of objects.
  public static func write(to writer: inout JSONWriter) {
    writer.array { writer in
      for product in ProductCatalog.all { write(product, to: &writer) }
    }
  }

  private static func write(_ product: Product, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member(Key.code, product.code)
      writer.member(Key.name, product.name)
      writer.fact(Key.kind, product.kind) { $0.string($1.rawValue) }
      writer.fact(Key.coverage, product.coverage) { $0.string($1.rawValue) }
      writer.fact(Key.intranet, product.isIntranet) { $0.boolean($1) }
      writer.fact(Key.ipAddresses, product.ipAddresses) { $0.string($1.rawValue) }
      writer.fact(Key.wildcardNames, product.wildcardNames) { $0.boolean($1) }
      writer.fact(Key.addOns, product.addOns) { $0.integers($1) }
      let validity = product.validity.value
      writer.fact(Key.days, product.validity) { $0.integers($1.days) }
      // The reference gives these to "some products", without their names.
      writer.fact(Key.possibleDays, Sourced(validity.someDays, .reading)) { $0.integers($1) }
      writer.fact(Key.years, Sourced(validity.years, validity.yearsSource)) { $0.integers($1) }
      writer.member(Key.note, product.note)
    }
  }
}

extension JSONWriter {
  /// A fact with what it rests on.
  fileprivate mutating func fact<Value>(
    _ key: JSONKey, _ fact: Sourced<Value>, _ value: (inout JSONWriter, Value) -> Void
  ) {
    object(key) { writer in
      writer.write(Key.value)
      value(&writer, fact.value)
      writer.member(Key.certainty, fact.certainty.name)
      writer.member(Key.source, fact.source.title)
    }
  }

  fileprivate mutating func integers(_ numbers: [Int]) {
    array { writer in
      for number in numbers { writer.integer(number) }
    }
  }
}

extension NameCoverage {
  fileprivate var title: String {
    switch self {
    case .single: "one name"
    case .wildcard: "a wildcard"
    case .multiDomain: "many names"
    case .unifiedCommunications: "many names, unified communications"
    case .nothing: "no names"
    }
  }
}
