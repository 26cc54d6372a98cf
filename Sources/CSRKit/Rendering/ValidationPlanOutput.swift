// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
public import CSRKitBase

extension ValidationPlan {
  /// The files and records to publish for each name, then the smallest set of records, as text.
  ///
  /// - Parameter faults: why names cannot be certified, by the name in ASCII; nothing is published for these.
  package func text(style: Style, faults: [String: String] = [:]) -> String {
    var text = ""
    if let warning { text += style.bad("Warning: ") + visible(warning) + "\n\n" }
    if let value = token.uniqueValue {
      text += "Send uniqueValue=\(value.text) with the order: the files and records are valid only with it.\n\n"
    }
    let parts = names.map { $0.text(style: style, fault: faults[$0.name.ascii]) }
    let invalid = invalidNames.map { name in
      var table = Table(labelWidth: 10, style: style)
      table.add("Fault", style.bad("cannot be validated: ") + visible(name.reason))
      return style.strong(visible(name.text)) + "\n" + table.text
    }
    return text + (parts + invalid).joined(separator: "\n") + smallestSet(style: style, faults: faults)
  }

  /// The fewest records that prove all names that a record can prove, if there are several names.
  private func smallestSet(style: Style, faults: [String: String]) -> String {
    let provable = names.indices.filter { names[$0].record != nil && faults[names[$0].name.ascii] == nil }
    guard names.count > 1, !provable.isEmpty else { return "" }
    let records = records(for: provable)
    var table = Table(labelWidth: 10, style: style)
    for record in records {
      table.add("Record", "\(record.owner) CNAME \(record.target)")
      let proven = record.proves.prefix(5).map { names[$0].name.ascii }.joined(separator: ", ")
      let more = record.proves.count > 5 ? " and \(record.proves.count - 5) more" : ""
      table.add("", style.faint("proves \(proven)\(more)"))
    }
    let count = provable.count == names.count ? "all \(names.count)" : "\(provable.count) of \(names.count)"
    let heading =
      (records.count == 1 ? "One record is" : "\(records.count) records are")
      + " enough for \(count) names, with CNAME_CSR_HASH"
    return "\n" + style.strong(heading) + "\n" + table.text
  }
}

extension NamePlan {
  fileprivate func text(style: Style, fault: String?) -> String {
    let shown = name.unicode == name.ascii ? name.ascii : "\(name.ascii) (\(visible(name.unicode)))"
    var table = Table(labelWidth: 10, style: style)
    if let fault {
      table.add("Fault", style.bad("cannot be certified: ") + visible(fault))
      return style.strong(shown) + "\n" + table.text
    }
    table.add("Method", method.rawValue)
    if isOptional {
      table.add("", style.faint("optional: the CA adds this name, and leaves it out if it is not proven;"))
      table.add("", style.faint("omitAdditionalFQDN=Y orders without it"))
    }
    if let obstacle {
      table.add("", style.bad("not possible: ") + "\(obstacle)")
      table.add("", style.faint(obstacle.source))
    }
    addFile(to: &table, style)
    addRecord(to: &table, style)
    if let email { add(email, to: &table, style) }
    if method == .txt, let txt {
      table.add("Record", txt.owners.map { "\($0) TXT <the value that the CA sends>" })
      table.add("", style.faint("one record is enough; the CA sends the value after the order,"))
      table.add("", style.faint("publish it exactly as received, without quotes or spaces"))
    }
    for (reason, methods) in otherObstacles {
      table.add("Not with", style.faint("\(methods.joined(separator: ", ")): \(reason)"))
    }
    return style.strong(shown) + "\n" + table.text
  }

  /// Why the other methods cannot prove the name, grouped by reason.
  private var otherObstacles: [(reason: String, methods: [String])] {
    var groups: [(reason: String, methods: [String])] = []
    for option in options {
      guard option.method != method, let reason = option.obstacle?.description, reason != obstacle?.description
      else { continue }
      if let group = groups.firstIndex(where: { $0.reason == reason }) {
        groups[group].methods.append(option.method.rawValue)
      } else {
        groups.append((reason, [option.method.rawValue]))
      }
    }
    return groups
  }

  private func addFile(to table: inout Table, _ style: Style) {
    guard let file else { return }
    table.add("File", file.url)
    table.add("Path", file.path)
    table.add("Content", file.body.split(separator: "\n").map(String.init))
    guard let record else { return }
    add(record, as: "Or record", to: &table, style)
    table.add("", style.faint("with the method CNAME_CSR_HASH"))
  }

  /// The record in zone form, and as the two fields of a web panel.
  private func add(_ record: CNAMEProof, as label: String, to table: inout Table, _ style: Style) {
    table.add(label, "\(record.owner) CNAME \(record.target)")
    guard let zone = record.searched.last else { return }
    table.add("", style.faint("in a DNS panel, for the zone \(zone):"))
    table.add("", "Host    \(record.owner.dropLast(zone.utf8.count + 2))")
    table.add("", "Target  \(record.target)")
  }

  private func addRecord(to table: inout Table, _ style: Style) {
    guard let cname else { return }
    add(cname, as: "Record", to: &table, style)
    for domain in searchedTooLong {
      let octets = RequestToken.ownerLabelOctets + 1 + domain.utf8.count
      table.add(
        "", style.doubtful("not at \(domain): the owner name would have \(octets) octets, but the maximum is 253"))
    }
    let others = cname.searched.drop { $0 != cname.domain }.dropFirst()
    if !others.isEmpty {
      table.add("Or at", others.joined(separator: ", then ") + "; each record also proves all names below it")
    }
  }

  private func add(_ email: EmailProof, to table: inout Table, _ style: Style) {
    table.add("Mail to", email.chosen.map { [visible($0)] } ?? email.addresses)
    if email.chosenIsConstructed == false {
      table.add("", style.doubtful("not a constructed address; the CA accepts it only if it is published in DNS"))
    }
    table.add(
      "", style.doubtful("discouraged since \(EmailProof.discouragedFrom); not allowed from \(EmailProof.endsOn)"))
  }
}

extension ValidationPlan {
  /// Writes the object of `csrkit dcv --format json`, schema 1.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member(Key.schema, 1)
      writer.member(Key.md5, token.md5)
      writer.member(Key.sha256, token.sha256)
      writer.member(Key.uniqueValue, token.uniqueValue?.text)
      if let warning { writer.member(Key.warning, warning) }
      writer.array(Key.names) { writer in
        for name in names { name.write(to: &writer) }
      }
      if !invalidNames.isEmpty {
        writer.array(Key.invalidNames) { writer in
          for name in invalidNames {
            writer.object { writer in
              writer.member(Key.name, name.text)
              writer.member(Key.reason, name.reason)
            }
          }
        }
      }
      writer.array(Key.records) { writer in
        for record in records { write(record, to: &writer) }
      }
    }
  }

  private func write(_ record: DNSRecord, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member(Key.owner, record.owner)
      writer.member(Key.target, record.target)
      writer.array(Key.proves) { writer in
        for position in record.proves { writer.string(names[position].name.ascii) }
      }
    }
  }
}

extension NamePlan {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member(Key.name, name.ascii)
      if name.unicode != name.ascii { writer.member(Key.unicode, name.unicode) }
      writer.member(Key.method, method.rawValue)
      writer.member(Key.possible, isPossible)
      if isOptional { writer.member(Key.optional, true) }
      writer.member(Key.reason, obstacle?.description)
      writer.write(file, as: Key.http)
      writer.write(cname, as: Key.cname)
      if let email { writer.write(email) }
      if method == .txt, let txt { writer.write(txt) }
      writer.array(Key.options) { writer in
        for option in options {
          writer.object { writer in
            writer.member(Key.method, option.method.rawValue)
            writer.member(Key.possible, option.obstacle == nil)
            writer.member(Key.reason, option.obstacle?.description)
          }
        }
      }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func write(_ file: FileProof?, as key: JSONKey) {
    guard let file else { return member(key, nil as String?) }
    object(key) { writer in
      writer.member(Key.url, file.url)
      writer.member(Key.path, file.path)
      writer.member(Key.body, file.body)
    }
  }

  fileprivate mutating func write(_ record: CNAMEProof?, as key: JSONKey) {
    guard let record else { return member(key, nil as String?) }
    object(key) { writer in
      writer.member(Key.owner, record.owner)
      writer.member(Key.target, record.target)
      writer.strings(Key.searched, record.searched)
    }
  }

  fileprivate mutating func write(_ email: EmailProof) {
    object(Key.email) { writer in
      writer.member(Key.chosen, email.chosen)
      writer.member(Key.chosenIsConstructed, email.chosenIsConstructed)
      writer.strings(Key.addresses, email.addresses)
      writer.member(Key.discouragedFrom, "\(EmailProof.discouragedFrom)")
      writer.member(Key.endsOn, "\(EmailProof.endsOn)")
    }
  }

  /// The CA sends the value after the order; the probe reads it from here when it is known.
  fileprivate mutating func write(_ txt: TXTProof) {
    object(Key.txt) { writer in
      writer.strings(Key.owners, txt.owners)
      writer.member(Key.value, nil as String?)
    }
  }

  private mutating func strings(_ key: JSONKey, _ values: [String]) {
    array(key) { writer in
      for value in values { writer.string(value) }
    }
  }
}
