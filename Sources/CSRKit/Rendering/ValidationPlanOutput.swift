// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
public import CSRKitBase

extension ValidationPlan {
  /// The files and records to publish for each name, then the smallest set of records, as text.
  package func text(style: Style) -> String {
    var text = ""
    if let value = token.uniqueValue {
      text += "Send uniqueValue=\(value.text) with the order: the files and records are valid only with it.\n\n"
    }
    for (index, name) in names.enumerated() {
      text += (index == 0 ? "" : "\n") + name.text(style: style)
    }
    return text + smallestSet(style: style)
  }

  /// The smallest set of records that proves all names, if it has fewer records than names.
  private func smallestSet(style: Style) -> String {
    let records = records
    let count = records.reduce(0) { $0 + $1.proves.count }
    guard records.count < count else { return "" }
    var table = Table(labelWidth: 10, style: style)
    for record in records {
      table.add("Record", "\(record.owner) CNAME \(record.target)")
      let proven = record.proves.prefix(5).map { names[$0].name.ascii }.joined(separator: ", ")
      let more = record.proves.count > 5 ? " and \(record.proves.count - 5) more" : ""
      table.add("", style.faint("proves \(proven)\(more)"))
    }
    let heading =
      (records.count == 1 ? "One record proves" : "\(records.count) records prove")
      + " all \(count) names with the CNAME method"
    return "\n" + style.strong(heading) + "\n" + table.text
  }
}

extension NamePlan {
  fileprivate func text(style: Style) -> String {
    let shown = name.unicode == name.ascii ? name.ascii : "\(name.ascii) (\(visible(name.unicode)))"
    var table = Table(labelWidth: 10, style: style)
    table.add("Method", method.rawValue)
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
    table.add("Or record", "\(record.owner) CNAME \(record.target)")
    table.add("", style.faint("with the method CNAME_CSR_HASH"))
  }

  private func addRecord(to table: inout Table, _ style: Style) {
    guard let cname else { return }
    table.add("Record", "\(cname.owner) CNAME \(cname.target)")
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
      writer.array(Key.names) { writer in
        for name in names { name.write(to: &writer) }
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
