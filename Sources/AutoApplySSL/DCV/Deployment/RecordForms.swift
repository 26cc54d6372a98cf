// SPDX-License-Identifier: Apache-2.0

/// Records as zone file lines with absolute names, valid in any zone file (RFC 1035 §5.1).
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

/// Records as zone file lines relative to one zone, with an `$ORIGIN` line.
///
/// Owner names do not contain the zone's name, so that neither a name server nor a DNS panel appends it twice; the
/// target is absolute. Records outside the zone become comments.
struct RelativeZoneLines {
  let text: String

  init(records: [DNSRecord], zone: String?, ttl: Int) throws(DeploymentError) {
    guard !records.isEmpty else { throw .noRecords }
    guard let zone else { throw .zoneMissing }
    try ZoneLines.check(ttl: ttl)
    let origin = try RelativeZoneLines.origin(zone)
    let inside = records.filter { DomainText.isWithin($0.domain, origin) }
    guard !inside.isEmpty else { throw .outsideZone(origin, domains: records.map(\.domain)) }
    var text = "$ORIGIN \(origin).\n"
    for record in inside {
      let relative = record.owner.utf8.count - origin.utf8.count - 2
      text += "\(record.owner.prefix(relative)) \(ttl) IN CNAME \(record.target)\n"
    }
    for record in records where !DomainText.isWithin(record.domain, origin) {
      text += "; outside \(origin), publish in its own zone: \(record.owner) CNAME \(record.target)\n"
    }
    self.text = text
  }

  private static func origin(_ zone: String) throws(DeploymentError) -> String {
    do throws(NameError) {
      let name = try ValidationName(zone)
      guard name.kind == .host else { throw NameError(description: "it is not a domain name") }
      return name.ascii
    } catch {
      throw .zoneMalformed(zone, error)
    }
  }
}

/// Records as change batches for `aws route53 change-resource-record-sets --change-batch`.
///
/// A batch is limited to 1,000 values and 32,000 characters of values, and UPSERT counts twice (Route 53 Developer
/// Guide, Quotas). Longer lists become several batches, one JSON document each.
enum Route53ChangeBatch {
  /// The maximum number of values in a batch of UPSERT changes.
  static let maximumValues = 500
  /// The maximum number of characters of all values in a batch of UPSERT changes.
  static let maximumCharacters = 16000

  static func batches(of records: [DNSRecord], ttl: Int) throws(DeploymentError) -> [String] {
    guard let target = records.first?.target else { throw .noRecords }
    try ZoneLines.check(ttl: ttl)
    let size = min(maximumValues, maximumCharacters / max(1, target.utf8.count))
    return stride(from: 0, to: records.count, by: size).map { start in
      batch(records[start..<min(start + size, records.count)], ttl)
    }
  }

  private static func batch(_ records: ArraySlice<DNSRecord>, _ ttl: Int) -> String {
    let changes = records.map { record in
      #"{"Action":"UPSERT","ResourceRecordSet":{"Name":"\#(record.owner)","Type":"CNAME","TTL":\#(ttl),"#
        + #""ResourceRecords":[{"Value":"\#(record.target)"}]}}"#
    }
    return #"{"Comment":"domain control validation","Changes":["# + changes.joined(separator: ",") + "]}"
  }
}
