// SPDX-License-Identifier: Apache-2.0
package import CSRKitBase
package import KeyAudit

/// The properties of a list, for `csrkit keys stats`.
package struct ListStatistics: Sendable {
  /// The name of the file.
  package let name: String
  /// The properties in order, each with a label and a value.
  package let facts: [(label: String, value: String)]

  /// Collects the properties of a list.
  ///
  /// - Parameter today: the day in days since 1970-01-01, for the age of the list; nil for no age.
  package init(_ file: ListFile, name: String, today: Int? = nil) {
    self.name = name
    switch file {
    case .segment(let segment): facts = ListStatistics.facts(segment, today)
    case .debian(let set): facts = ListStatistics.facts(set)
    case .primes(let primes): facts = ListStatistics.facts(primes)
    case .filter(let filter):
      facts =
        [("kind", "pkbfv1"), ("keys", "\(filter.count)")] + ListStatistics.date(filter.updated / 86_400, today)
        + [("coverage", "keys of pwnedkeys.com up to this date; false positives are possible")]
    }
  }

  /// The date of a list and, if a day is given, its age in days.
  private static func date(_ day: Int, _ today: Int?) -> [(label: String, value: String)] {
    guard day > 0 else { return [] }
    let date = ("date", "\(CalendarDate(daysSinceEpoch: day))")
    return [date] + (today.map { [("ageDays", "\(max(0, $0 - day))")] } ?? [])
  }

  private static func facts(_ segment: Segment, _ today: Int?) -> [(label: String, value: String)] {
    let header = segment.header
    var facts = [("kind", header.kind.name), ("records", "\(header.count)")]
    if header.isRemoval { facts.append(("removal", "true")) }
    facts += date(header.day, today)
    var counts = [Int](repeating: 0, count: 256)
    for record in segment.records { counts[Int(record.source)] += 1 }
    for source in header.sources where counts[Int(source.id)] > 0 {
      let terms = [source.origin, source.licence].filter { !$0.isEmpty }.joined(separator: ", ")
      facts.append(
        ("source", "\(source.id) \(source.name): \(counts[Int(source.id)])" + (terms.isEmpty ? "" : " (\(terms))")))
    }
    facts += coverage(header, counts).map { ("coverage", $0) }
    return facts
  }

  /// Which keys a list of hashes can find, and for badkeys' blocklist which of its sources are missing.
  private static func coverage(_ header: SegmentHeader, _ counts: [Int]) -> [String] {
    let keys =
      switch header.kind {
      case .number: "keys of all algorithms in every encoding"
      case .info, .infoSHA1: "keys of all algorithms, RSA and EC in their usual encodings"
      case .keyIdentifier: "keys of all algorithms in the encoding that was hashed"
      case .modulusLine, .modulusLineTail: "RSA keys only"
      }
    let missing = ListSource.badkeys.filter { source in
      counts[Int(source.id)] == 0 && header.sources.contains { $0.id == source.id && $0.name == source.name }
    }
    guard !missing.isEmpty, missing.count < header.sources.count else { return [keys] }
    return [keys, "no keys of the sources " + missing.map(\.name).joined(separator: ", ")]
  }

  private static func facts(_ primes: SharedPrimeList) -> [(label: String, value: String)] {
    [("kind", "shared-primes"), ("products", "\(primes.products.count)")]
      + primes.products.map { product in
        let keys = product.modulusBits.map { "\($0)-bit" } ?? "any"
        return ("product", "\(product.bits) bits, for \(keys) moduli")
      }
  }

  private static func facts(_ set: DebianSet) -> [(label: String, value: String)] {
    [("kind", "debian-weak"), ("keyType", set.type.rawValue), ("records", "\(set.count)")]
      + DebianWeakKeys.coverage(set).map { ("coverage", $0) }
      + [("complete", "\(set.isComplete)")]
  }

  /// One line with the name, and one per property.
  package var text: String {
    visible(name) + "\n" + facts.map { "  \($0.label): \(visible($0.value))\n" }.joined()
  }

  /// Writes an object; labels that can occur several times become arrays.
  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member(Key.schema, 1)
      writer.member(Key.name, name)
      var seen: Set<String> = []
      for fact in facts where seen.insert(fact.label).inserted {
        let values = facts.filter { $0.label == fact.label }.map(\.value)
        writer.write(named: fact.label)
        if ["source", "coverage", "product"].contains(fact.label) {
          writer.array { writer in for value in values { writer.string(value) } }
        } else if let number = Int(fact.value) {
          writer.integer(number)
        } else {
          writer.string(fact.value)
        }
      }
    }
  }
}
