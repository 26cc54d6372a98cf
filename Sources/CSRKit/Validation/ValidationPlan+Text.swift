// SPDX-License-Identifier: Apache-2.0
public import DCV

extension ValidationPlan {
  /// What to publish, for a person: for each name the file with its content, or the record.
  public func text(style: Style) -> String {
    var text = ""
    if let value = token.uniqueValue {
      text += "Send uniqueValue=\(value.text) with the order; these proofs hold for it alone.\n\n"
    }
    for (index, name) in names.enumerated() {
      text += (index == 0 ? "" : "\n") + name.text(style: style)
    }
    return text
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
    if let file {
      table.add("File", file.url)
      table.add("Path", file.path)
      table.add("Content", file.body.split(separator: "\n").map(String.init))
      if let record {
        table.add("Or record", "\(record.owner) CNAME \(record.target)")
        table.add("", style.faint("with the method CNAME_CSR_HASH"))
      }
    }
    if let cname {
      table.add("Record", "\(cname.owner) CNAME \(cname.target)")
      if cname.searched.count > 1 {
        table.add("Or at", cname.searched.dropFirst().joined(separator: ", ") + ", which covers every name below it")
      }
    }
    if let email {
      table.add("Mail to", email.chosen.map { [$0] } ?? email.addresses)
      table.add("", style.doubtful("mail to these addresses ends on \(EmailProof.endsOn)"))
    }
    if method == .txt, let txt {
      table.add("Record", txt.owners.map { "\($0) TXT <the value that the CA sends>" })
    }
    return style.strong(shown) + "\n" + table.text
  }
}
