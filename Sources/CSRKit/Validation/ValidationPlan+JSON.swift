// SPDX-License-Identifier: Apache-2.0
public import DCV

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
      if let email {
        writer.object(Key.email) { writer in
          writer.member(Key.chosen, email.chosen)
          writer.array(Key.addresses) { writer in
            for address in email.addresses { writer.string(address) }
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
      writer.array(Key.searched) { writer in
        for domain in record.searched { writer.string(domain) }
      }
    }
  }
}
