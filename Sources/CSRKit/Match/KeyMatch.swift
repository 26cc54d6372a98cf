// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import PKCS10

/// Which keys, requests and certificates belong together, by their public keys.
public struct KeyMatch: Sendable {
  /// Objects with the same public key.
  public struct Group: Sendable {
    /// SHA-256 of the public key, in lower-case hexadecimal.
    public let spkiSHA256: String
    /// The objects, in the order of the inputs.
    public internal(set) var members: [KeyHolder]
  }

  /// The groups, in the order of their first members.
  public private(set) var groups: [Group] = []
  /// The certificates that issued another certificate of the inputs and have no other reason to be there.
  public private(set) var issuers: [KeyHolder] = []
  /// The objects that cannot be read.
  public let unreadable: [UnreadableObject]

  /// Groups what was read.
  public init(_ reader: KeyReader) {
    unreadable = reader.unreadable
    var places: [String: Int] = [:]
    for holder in reader.holders {
      if let place = places[holder.spkiSHA256] {
        groups[place].members.append(holder)
      } else {
        places[holder.spkiSHA256] = groups.count
        groups.append(Group(spkiSHA256: holder.spkiSHA256, members: [holder]))
      }
    }
    let certificates = reader.holders.compactMap(\.certificate)
    let isIssuer = groups.map { KeyMatch.consistsOfIssuers($0, of: certificates) }
    // A chain without its leaf is still a group.
    guard isIssuer.contains(false) else { return }
    issuers = zip(groups, isIssuer).filter(\.1).flatMap { $0.0.members }
    groups = zip(groups, isIssuer).filter { !$0.1 }.map(\.0)
  }

  /// Whether everything belongs together.
  public var matches: Bool { groups.count == 1 && inconsistent.isEmpty }

  /// Whether nothing can be read.
  package var isEmpty: Bool { groups.isEmpty }

  /// The private keys that are stored with the public key of another.
  package var inconsistent: [KeyHolder] { groups.flatMap(\.members).filter { !$0.isConsistent } }

  private static func consistsOfIssuers(_ group: Group, of certificates: [Certificate]) -> Bool {
    group.members.allSatisfy { member in
      guard let issuer = member.certificate else { return false }
      return certificates.contains { issued in
        issued.der != issuer.der && issued.isIssued(inTheNameOf: issuer)
          && X509Certificate.isSigned(issued.der.span, by: issuer.der.span) != false
      }
    }
  }
}

extension KeyMatch {
  /// Writes the object of `csrkit match --format json`, schema 1.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member(Key.schema, 1)
      writer.member(Key.matches, matches)
      writer.array(Key.groups) { writer in
        for group in groups {
          writer.object { writer in
            writer.member(Key.spkiSHA256, group.spkiSHA256)
            writer.array(Key.members) { writer in
              for member in group.members { member.write(to: &writer) }
            }
          }
        }
      }
      writer.array(Key.issuers) { writer in
        for issuer in issuers { issuer.write(to: &writer) }
      }
      writer.array(Key.unreadable) { writer in
        for object in unreadable {
          writer.object { writer in
            writer.member(Key.source, object.source)
            writer.member(Key.reason, object.reason)
          }
        }
      }
    }
  }

  /// The groups as text.
  package func text(style: Style) -> String {
    var text = ""
    for (number, group) in groups.enumerated() {
      let hash = style.faint("SHA-256 of the key \(group.spkiSHA256)")
      text += style.strong(groups.count == 1 ? "Same key" : "Key \(number + 1)") + "  \(hash)\n"
      for member in group.members { text += "  " + member.line(style) + "\n" }
    }
    if !issuers.isEmpty {
      text += style.strong("Issuers") + "\n"
      for issuer in issuers { text += "  " + issuer.line(style) + "\n" }
    }
    if !unreadable.isEmpty {
      text += style.strong("Not read") + "\n"
      for object in unreadable { text += "  \(visible(object.source)): \(visible(object.reason))\n" }
    }
    return text + conclusion(style) + "\n"
  }

  private func conclusion(_ style: Style) -> String {
    if isEmpty { return style.bad("No key, CSR or certificate can be read.") }
    if let key = inconsistent.first {
      return style.bad("\(visible(key.source)): the private key does not belong to the public key stored with it.")
    }
    guard matches else { return style.bad("They do not belong together: \(groups.count) different keys.") }
    guard groups[0].members.count > 1 else {
      return "Only one object has this key: there is nothing to compare it with."
    }
    guard !unreadable.isEmpty else { return style.good("They belong together.") }
    let rest = unreadable.count == 1 ? "1 input was not." : "\(unreadable.count) inputs were not."
    return "What was read belongs together; \(rest)"
  }
}

extension KeyHolder {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member(Key.source, source)
      writer.member(Key.index, index)
      writer.member(Key.kind, kind.rawValue)
      writer.member(Key.name, name)
      guard kind == .privateKey else { return }
      writer.member(Key.consistent, isConsistent)
      if let storedSPKISHA256 { writer.member(Key.storedSPKISHA256, storedSPKISHA256) }
    }
  }

  /// The kind, the source and the name on one line.
  func line(_ style: Style) -> String {
    let noun =
      switch kind {
      case .privateKey: "private key"
      case .csr: "CSR"
      case .certificate: "certificate"
      case .publicKey: "public key"
      }
    let padded = noun + String(repeating: " ", count: 13 - noun.count)
    let place = visible(source) + (index > 0 ? " (object \(index + 1))" : "")
    let warning = isConsistent ? "" : style.bad("  stored with the public key of another")
    return padded + place + (name.map { style.faint("  \(visible($0))") } ?? "") + warning
  }
}
