// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

extension KeyMaterial {
  /// Reads the keys in the strings of a JSON value: certificates, requests and keys in Base64 or PEM, and the entries of
  /// logs of certificates (RFC 6962 §4.6).
  mutating func read(json text: [UInt8]) {
    let item: JSONItem
    do throws(JSONError) { item = try JSONReader.read(text.span) } catch { return refuse("\(error)") }
    let before = keys.count + encrypted + fake + unreadable
    read(item.value, name: nil)
    if keys.count + encrypted + fake + unreadable == before {
      refuse("the JSON value contains no certificate and no key in Base64 or PEM")
    }
  }

  /// The names of members with the certificates of issuers, which are not the subject of an entry.
  private static let skippedNames: Set<String> = ["chain", "extra_data"]

  private mutating func read(_ value: JSONValue, name: String?) {
    switch value {
    case .null, .bool, .number: break
    case .array(let items):
      for item in items { read(item.value, name: name) }
    case .object(let members):
      for member in members where !KeyMaterial.skippedNames.contains(member.name) {
        read(member.item.value, name: member.name)
      }
    case .string(let text): read(string: Array(text.utf8), name: name)
    }
  }

  private mutating func read(string text: [UInt8], name: String?) {
    if text.count > 16, text.starts(with: Array("-----BEGIN ".utf8)) {
      merge(KeyMaterial(text.span), owner: name)
    } else if text.count >= 40, let start = Base64.decode(text.span, in: 0..<8)?.bytes {
      // A certificate starts with a SEQUENCE, an entry of a log with the version and the type zero.
      if start[0] == 0x30, start[1] <= 0x84 {
        read(structure: text, name: name)
      } else if start[0] == 0, start[1] == 0, name == "leaf_input" {
        read(logEntry: text)
      }
    } else if name == "leaf_input" {
      refuse("the leaf_input is not valid Base64")
    }
  }

  /// Reads one DER structure; other Base64 text that starts alike is skipped unless the name shows that it is one.
  private mutating func read(structure text: [UInt8], name: String?) {
    let isNamed = name.map { KeyMaterial.structureNames.contains($0.lowercased()) } ?? false
    guard let der = Base64.decode(text.span, in: text.indices)?.bytes, KeyMaterial.isStructure(der.span) else {
      if isNamed { refuse("the value of \(name ?? "") is damaged") }
      return
    }
    let inner = KeyMaterial(der.span)
    guard !inner.keys.isEmpty || inner.fake + inner.encrypted > 0 || isNamed else { return }
    merge(inner, owner: name)
  }

  /// The names of members that are known to contain certificates, requests or keys.
  private static let structureNames: Set<String> = [
    "as_der", "cert", "certificate", "csr", "der", "key", "leaf_cert", "public_key", "publickey", "raw", "spki", "x5c",
  ]

  private mutating func merge(_ inner: KeyMaterial, owner name: String?) {
    owner = name
    for key in inner.keys { add(key.info, key.origin, request: key.request) }
    owner = nil
    encrypted += inner.encrypted
    fake += inner.fake
    for fault in inner.faults { refuse(fault.reason) }
  }

  /// Reads a MerkleTreeLeaf: after version, type and time, the type of the entry and a certificate or, after the hash of
  /// the issuer's key, the signed part of a certificate.
  private mutating func read(logEntry text: [UInt8]) {
    guard let leaf = Base64.decode(standard: text), leaf.count > 15 else {
      return refuse("the leaf_input is not valid Base64")
    }
    let isBody = leaf[10] == 0 && leaf[11] == 1
    guard isBody || (leaf[10] == 0 && leaf[11] == 0) else {
      return refuse("the leaf_input has an unknown type of entry")
    }
    let start = isBody ? 44 : 12
    guard leaf.count >= start + 3 else { return refuse("the leaf_input is incomplete") }
    let length = leaf[start..<start + 3].reduce(0) { $0 << 8 | Int($1) }
    guard leaf.count - start - 3 >= length else { return refuse("the leaf_input is incomplete") }
    let content = Array(leaf[(start + 3)..<(start + 3 + length)])
    owner = "leaf_input"
    if isBody { read(certificateBody: content.span) } else { read(der: content.span) }
    owner = nil
  }
}
