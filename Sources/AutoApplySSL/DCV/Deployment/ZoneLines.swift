// SPDX-License-Identifier: Apache-2.0

/// Records as master-file lines with absolute names, right in any zone file (RFC 1035 §5.1).
struct ZoneLines {
  let text: String

  init(records: [DNSRecord], ttl: Int) throws(DeploymentError) {
    guard !records.isEmpty else { throw .noRecords }
    try ZoneLines.check(ttl: ttl)
    var text = ""
    for record in records { text += "\(record.owner) \(ttl) IN CNAME \(record.target)\n" }
    self.text = text
  }

  static func check(ttl: Int) throws(DeploymentError) {
    guard (0...Int(Int32.max)).contains(ttl) else { throw .ttl(ttl) }
  }
}
