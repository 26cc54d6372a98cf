// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
public import CSRKitBase

/// Renders the product catalog.
public enum ProductListing {
  /// One line per product.
  package static func text(style: Style) -> String {
    var text = ""
    var heading: String?
    for product in ProductCatalog.all {
      if product.heading != heading {
        text += (heading == nil ? "" : "\n") + style.strong(product.heading) + "\n"
        heading = product.heading
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
    if let code = product.correspondingCode { facts.append("\(product.kind.value.rawValue), corresponds to \(code)") }
    return facts
  }

  /// Writes an array of objects.
  public static func write(to writer: inout JSONWriter) {
    writer.array { writer in
      for product in ProductCatalog.all { write(product, to: &writer) }
    }
  }

  private static func write(_ product: Product, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member(Key.code, product.code)
      writer.member(Key.name, product.name)
      writer.fact(Key.offered, product.isOffered) { $0.boolean($1) }
      writer.member(Key.correspondsTo, product.correspondingCode)
      writer.fact(Key.kind, product.kind) { $0.string($1.rawValue) }
      writer.fact(Key.coverage, product.coverage) { $0.string($1.rawValue) }
      writer.fact(Key.intranet, product.isIntranet) { $0.boolean($1) }
      writer.fact(Key.ipAddresses, product.ipAddresses) { $0.string($1.rawValue) }
      writer.fact(Key.wildcardNames, product.wildcardNames) { $0.boolean($1) }
      writer.fact(Key.addOns, product.addOns) { $0.integers($1) }
      let validity = product.validity.value
      writer.fact(Key.days, product.validity) { $0.integers($1.days) }
      // The reference grants these to "some products" without naming them.
      writer.fact(Key.possibleDays, Sourced(validity.someDays, .reading)) { $0.integers($1) }
      if let days = validity.contestedDays {
        writer.fact(Key.contestedDays, days) { writer, range in
          writer.object { writer in
            writer.member(Key.minimum, range.lowerBound)
            writer.member(Key.maximum, range.upperBound)
          }
        }
      }
      writer.fact(Key.years, Sourced(validity.years, validity.yearsSource)) { $0.integers($1) }
      writer.member(Key.note, product.note)
    }
  }
}

extension JSONWriter {
  /// Writes a fact with its certainty and source.
  fileprivate mutating func fact<Value>(
    _ key: JSONKey, _ fact: Sourced<Value>, _ value: (inout JSONWriter, Value) -> Void
  ) {
    object(key) { writer in
      writer.write(Key.value)
      value(&writer, fact.value)
      writer.member(Key.certainty, fact.certainty.name)
      writer.member(Key.source, fact.source.title)
      if let contradiction = fact.contradiction { writer.member(Key.contradictedBy, contradiction.title) }
    }
  }

  fileprivate mutating func integers(_ numbers: [Int]) {
    array { writer in
      for number in numbers { writer.integer(number) }
    }
  }
}

extension Product {
  /// The heading above the product in the list.
  fileprivate var heading: String {
    correspondingCode == nil
      ? kind.value.rawValue : "AutoApplyOrder (contested: not in the \(isOffered.source.title), but clients order them)"
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

/// Renders the parameter catalog.
public enum ParameterListing {
  /// The parameters by group.
  package static func text(style: Style) -> String {
    var text = ""
    var group: ParameterGroup?
    for row in ParameterCatalog.all {
      if row.group != group {
        text += (group == nil ? "" : "\n") + style.strong(row.group.title) + "\n"
        group = row.group
      }
      text += "  " + row.spelling + style.faint(" (\(facts(row).joined(separator: ", ")))") + "\n"
      text += "      " + row.summary + "\n"
      let choices = row.allowed.choices
      if !choices.isEmpty, choices.count <= 8 {
        for choice in choices { text += style.faint("      \(choice.value): \(choice.meaning)") + "\n" }
      }
    }
    return text
  }

  private static func facts(_ row: Parameter) -> [String] {
    var facts = [row.requirement.rawValue, row.type.rawValue]
    if let length = row.maximumLength {
      facts.append(
        "at most \(length) characters" + (row.overlength == .truncated ? ", longer values are truncated" : ""))
    }
    if row.requiredWhen.value != .never, row.requiredWhen.value != .always {
      facts.append("required when \(row.requiredWhen.value)")
    }
    if let fact = row.omittedFor {
      facts.append("contested for \(fact.value): \(fact.source.title) do not send it")
    }
    if row.scope.value != .every {
      facts.append("for \(row.scope.value)" + (row.scope.contest == nil ? "" : ", contested by the sample request"))
    }
    if row.ignoredWhen != .never { facts.append("ignored when \(row.ignoredWhen)") }
    if let value = row.defaultValue?.value {
      facts.append("default \(value)" + (row.exception.map { ", or \($0.value) when \($0.when)" } ?? ""))
    }
    facts += row.synonyms.map { "also spelled \($0)" }
    return facts
  }

  /// Writes an array of objects.
  public static func write(to writer: inout JSONWriter) {
    writer.array { writer in
      for row in ParameterCatalog.all { write(row, to: &writer) }
    }
  }

  private static func write(_ row: Parameter, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member(Key.name, row.spelling)
      writer.array(Key.synonyms) { writer in for synonym in row.synonyms { writer.string(synonym) } }
      writer.member(Key.requirement, row.requirement.rawValue)
      writer.member(Key.requiredWhen, row.requiredWhen.value.description)
      writer.member(Key.requiredCertainty, row.requiredWhen.certainty.name)
      if let fact = row.omittedFor {
        writer.object(Key.contestedFor) { writer in
          writer.member(Key.products, fact.value.description)
          writer.member(Key.source, row.requiredWhen.source.title)
          writer.member(Key.contradictedBy, fact.source.title)
        }
      }
      writer.member(Key.ignoredWhen, row.ignoredWhen.description)
      writer.member(Key.type, row.type.rawValue)
      writer.member(Key.maximumLength, row.maximumLength)
      writer.member(Key.overlength, row.overlength.rawValue)
      writer.array(Key.allowed) { writer in
        for choice in row.allowed.choices {
          writer.object { writer in
            writer.member(Key.value, choice.value)
            writer.member(Key.meaning, choice.meaning)
          }
        }
      }
      writer.member(Key.defaultValue, row.defaultValue?.value)
      if let exception = row.exception {
        writer.object(Key.defaultException) { writer in
          writer.member(Key.when, exception.when.description)
          writer.member(Key.value, exception.value)
        }
      }
      writer.member(Key.products, row.scope.value.description)
      writer.member(Key.certainty, row.scope.certainty.name)
      if let contradiction = row.scope.contradiction { writer.member(Key.contradictedBy, contradiction.title) }
      writer.member(Key.oid, row.subjectAttribute?.oid)
      writer.member(Key.secret, row.isSecret)
      writer.member(Key.summary, row.summary)
    }
  }
}

/// Renders the error catalog.
public enum ErrorListing {
  /// The errors in the order of the catalog.
  package static func text(style: Style) -> String {
    ErrorCatalog.all.map { error in
      var table = Table(labelWidth: 10, style: style)
      table.add("Meaning", error.explanation)
      table.add("Fix", error.nextStep)
      let words = error.messageCertainty == .documented ? "" : "; the wording is inferred"
      table.add("Knowable", style.faint(error.knowable.title + "; " + error.source.title + words))
      return style.strong("\(error.code)  \(error.template)") + "\n" + table.text
    }.joined()
  }

  /// Writes an array of objects.
  public static func write(to writer: inout JSONWriter) {
    writer.array { writer in
      for error in ErrorCatalog.all {
        writer.object { writer in
          writer.member(Key.errorCode, error.code)
          writer.member(Key.errorMessage, error.template)
          writer.member(Key.explanation, error.explanation)
          writer.member(Key.nextStep, error.nextStep)
          writer.member(Key.knowable, error.knowable.rawValue)
          writer.member(Key.source, error.source.title)
          writer.member(Key.messageCertainty, error.messageCertainty.name)
        }
      }
    }
  }
}

extension OrderError.Knowable {
  fileprivate var title: String {
    switch self {
    case .beforeOrdering: "before ordering"
    case .withLedger: "before ordering, with a ledger"
    case .onlyByCA: "only to the CA"
    }
  }
}
