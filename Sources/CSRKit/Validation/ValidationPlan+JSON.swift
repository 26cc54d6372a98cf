// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL

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

  /// The value is the CA's to tell; the probe takes it from here once it is known.
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
