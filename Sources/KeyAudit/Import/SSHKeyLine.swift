// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// A line of OpenSSH with a public key: of a `.pub` file, authorized_keys or known_hosts (sshd(8)).
struct SSHKeyLine {
  /// The type of the key.
  let type: [UInt8]
  /// The key in Base64; nil if it is missing.
  let blob: [UInt8]?
  /// The hosts of known_hosts, or the comment; nil if there is none.
  let owner: String?

  private static let types: Set<[UInt8]> = {
    let plain = ["ssh-rsa", "ssh-dss", "ssh-ed25519"] + OpenSSHKey.curves.keys
    let tokens = ["sk-ssh-ed25519", "sk-ecdsa-sha2-nistp256"]
    let names = plain + (plain + tokens).map { $0 + "-cert-v01@openssh.com" } + tokens.map { $0 + "@openssh.com" }
    return Set(names.map { Array($0.utf8) })
  }()

  /// Reads a line; nil if none of its first three fields is a type of key.
  ///
  /// The type comes first, after the options of authorized_keys, or after the marker and the hosts of known_hosts.
  init?(_ line: [UInt8]) {
    guard line.first != UInt8(ascii: "#") else { return nil }
    let fields = SSHKeyLine.fields(line)
    guard let position = fields.prefix(3).firstIndex(where: { SSHKeyLine.isType(line[$0]) }) else { return nil }
    type = Array(line[fields[position]])
    blob = position + 1 < fields.count ? Array(line[fields[position + 1]]) : nil
    let hosts = fields[..<position].last.map { line[$0] }
    if let hosts, !SSHKeyLine.isOption(hosts) {
      owner = hosts.starts(with: Array("|1|".utf8)) ? "hashed host" : String(decoding: hosts, as: UTF8.self)
    } else {
      owner =
        position + 2 < fields.count ? String(decoding: line[fields[position + 2].lowerBound...], as: UTF8.self) : nil
    }
  }

  private static func isType(_ field: ArraySlice<UInt8>) -> Bool {
    (field.first == UInt8(ascii: "s") || field.first == UInt8(ascii: "e")) && types.contains(Array(field))
  }

  /// Whether a field before the type has options of authorized_keys, which are words or assignments.
  private static func isOption(_ field: ArraySlice<UInt8>) -> Bool {
    if field.contains(UInt8(ascii: "=")), !field.starts(with: Array("|1|".utf8)) { return true }
    let first = field.prefix { $0 != UInt8(ascii: ",") }
    return options.contains(String(decoding: first, as: UTF8.self).lowercased())
  }

  private static let options: Set<String> = [
    "agent-forwarding", "cert-authority", "no-agent-forwarding", "no-port-forwarding", "no-pty", "no-user-rc",
    "no-x11-forwarding", "no-touch-required", "port-forwarding", "pty", "restrict", "user-rc", "verify-required",
    "x11-forwarding",
  ]

  /// The first five fields, separated by blanks outside quotation marks.
  private static func fields(_ line: [UInt8]) -> [Range<Int>] {
    var fields: [Range<Int>] = []
    var start: Int?
    var isQuoted = false
    var isEscaped = false
    for (position, octet) in line.enumerated() {
      let isBlank = (octet == 0x20 || octet == 0x09) && !isQuoted
      if octet == UInt8(ascii: "\""), !isEscaped { isQuoted.toggle() }
      isEscaped = octet == UInt8(ascii: "\\") && !isEscaped
      if isBlank, let first = start {
        fields.append(first..<position)
        start = nil
        if fields.count == 5 { return fields }
      } else if !isBlank, start == nil {
        start = position
      }
    }
    if let start { fields.append(start..<line.count) }
    return fields
  }
}

extension KeyMaterial {
  /// Reads the key of a line of OpenSSH.
  mutating func read(ssh line: SSHKeyLine) {
    guard let text = line.blob else { return refuse("the line has the type of an SSH key, but no key") }
    guard let blob = Base64.decode(standard: text) else { return refuse("the SSH key is not valid Base64") }
    var fields = OpenSSHKey.Fields(blob)
    guard fields.string() == line.type else { return refuse("the SSH key is not of the type that the line names") }
    guard let info = OpenSSHKey.publicKey(blob) else {
      return refuse("the SSH key is incomplete or its type is not supported")
    }
    owner = line.owner
    add(info, .publicKey)
    owner = nil
  }
}
